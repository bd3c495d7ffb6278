// The event log: the list with its filters, one event value by value, and the file to take away.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { LABELS, LANGUAGE_NAMES, closeBrowser, look, open, signIn, startDemo } from './support.mjs';

after(closeBrowser);

const EVENTS = '/accounts/lumen.example/events';

for (const [language, javaScript] of [['en', false], ['fr', true]]) {
  test(`the event log, in ${LANGUAGE_NAMES[language]}`, async () => {
    const demo = await startDemo();
    try {
      for (const width of [1200, 320]) {
        const page = await open(demo, { language, javaScript, width });
        await signIn(page, 'amina', LABELS[language]);
        await page.goto(EVENTS);
        await look(page, '70-events');
        await page.goto(`${EVENTS}?from=22%2F11%2F2026`);
        await look(page, '70-events-refused', { refused: true });
        await page.goto(`${EVENTS}?kind=access-request.approved`);
        await look(page, '70-events-filtered');
        await page.getByRole('main').getByRole('row').getByRole('link').first().click();
        await page.getByRole('main').locator('summary').click();
        await look(page, '71-event');
        await page.goto(`${EVENTS}?q=nobody+at+all`);
        await look(page, '70-events-none');
      }
      const page = await open(demo, { language });
      await signIn(page, 'amina', LABELS[language]);
      await page.goto(EVENTS);
      const download = page.waitForEvent('download');
      await page.getByRole('main').getByRole('link', { name: /CSV/ }).first().click();
      assert.match((await download).suggestedFilename(), /^lumen\.example-events-\d{4}-\d\d-\d\d\.csv$/);
    } finally {
      await demo.stop();
    }
  });
}
