// Somebody goes away, their deputy decides, and both are named; an operator notes it for who fell ill.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { LABELS, LANGUAGE_NAMES, closeBrowser, look, open, signIn, startDemo } from './support.mjs';

const WORDS = {
  en: { save: 'Save', note: 'Note an absence…', deputy: 'As deputy of Amina Belkacem' },
  fr: { save: 'Enregistrer', note: 'Noter une absence…', deputy: 'En tant que suppléant de Amina Belkacem' },
};

after(closeBrowser);

const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

for (const [language, javaScript] of [['en', true], ['fr', false]]) {
  test(`going away, in ${LANGUAGE_NAMES[language]}${javaScript ? '' : ', without scripts'}`, async () => {
    const labels = LABELS[language];
    const demo = await startDemo();
    try {
      for (const width of [1200, 320]) {
        const amina = await open(demo, { language, javaScript, width });
        await signIn(amina, 'amina', labels);
        await amina.goto('/profile/absence');
        await look(amina, `90-absence-${width}`);
        await amina.locator('#from').fill(day(0));
        await amina.locator('#until').fill(day(9));
        await amina.locator('#deputy').fill('amina');
        await amina.getByRole('button', { name: WORDS[language].save }).click();
        await look(amina, `90-absence-refused-${width}`, { refused: true });
        await amina.locator('#deputy').fill('ines');
        await amina.getByRole('button', { name: WORDS[language].save }).click();
        await look(amina, `90-absence-noted-${width}`);
        const ines = await open(demo, { language, javaScript, width });
        await signIn(ines, 'ines', labels);
        await look(ines, `91-standing-in-${width}`);
        await ines.getByRole('main').locator('.notice a').first().click();
        await look(ines, `91-queue-of-a-deputy-${width}`);
        assert.match(new URL(ines.url()).pathname, /^\/accounts\/[^/]+\/requests$/);
        const olga = await open(demo, { language, javaScript, width });
        await signIn(olga, 'olga', labels);
        await olga.goto('/operator/people?q=bruno');
        await olga.getByRole('main').locator('tbody a').first().click();
        await olga.getByRole('link', { name: WORDS[language].note }).click();
        await look(olga, `92-absence-of-somebody-${width}`);
      }
    } finally {
      await demo.stop();
    }
  });
}
