// Contracts and programmes: asking, deciding, and what somebody has by them.

import { after, test } from 'node:test';
import { LABELS, LANGUAGE_NAMES, closeBrowser, look, open, signIn, startDemo } from './support.mjs';

after(closeBrowser);

const main = (page) => page.getByRole('main');

for (const [language, javaScript] of [['en', false], ['fr', true]]) {
  test(`asking for contracts and programmes, in ${LANGUAGE_NAMES[language]}`, async () => {
    const labels = LABELS[language];
    const demo = await startDemo();
    try {
      for (const width of [1200, 320]) {
        const camille = await open(demo, { language, javaScript, width });
        await signIn(camille, 'camille', labels);
        await camille.goto('/access/services');
        await look(camille, '9-five-kinds');
        await camille.goto('/access/contracts/new');
        await look(camille, '9-contract');
        await main(camille).locator('form[action="/access/contracts"] button').click();
        await look(camille, '9-contract-refused', { refused: true });
        await camille.goto('/access/programmes/partners');
        await look(camille, '9-programme');
        await main(camille).locator('form[action$="/requests"] button').click();
        await look(camille, '9-programme-refused', { refused: true });
        await camille.goto('/access/mine');
        await look(camille, '9-mine');
        await main(camille).locator('a[href^="/access/entitlements/"]').first().click();
        await look(camille, '9-give-back');

        for (const [who, desk] of [['sam', '/support/requests'], ['dora', '/programmes/certification/requests']]) {
          const decider = await open(demo, { language, javaScript, width });
          await signIn(decider, who, labels);
          await decider.goto(desk);
          await look(decider, `9-queue-${who}`);
          // Nothing may wait there: what was decided is looked at as well.
          await decider.goto(`${desk}?status=all`);
          await main(decider).locator('tbody a').first().click();
          await look(decider, `9-decide-${who}`);
        }
      }
    } finally {
      await demo.stop();
    }
  });
}
