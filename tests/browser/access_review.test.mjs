// Access reviews: started, decided line by line, closed, and kept as a record.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { LABELS, LANGUAGE_NAMES, button, closeBrowser, complaint, link, look, open, signIn, startDemo, waits } from './support.mjs';

after(closeBrowser);

const REVIEWS = '/accounts/lumen.example/reviews';
const WORDS = {
  en: { ...LABELS.en, reviews: 'Access reviews', start: 'Start a review', close: 'Close the review now' },
  fr: { ...LABELS.fr, reviews: "Revues d'accès", start: 'Commencer une revue', close: 'Clore la revue maintenant' },
};

for (const [language, javaScript, width] of [['en', false, 320], ['fr', true, 1200]]) {
  test(`access reviews, in ${LANGUAGE_NAMES[language]}`, async () => {
    const demo = await startDemo();
    const words = WORDS[language];
    try {
      const page = await open(demo, { language, javaScript, width });
      const main = page.getByRole('main');
      const submits = () => main.locator('form').last().getByRole('button').last().click();
      await signIn(page, 'amina', words);
      await page.goto('/accounts/lumen.example/users');
      await link(main, words.reviews).click();
      await look(page, '91-reviews');
      await link(main, words.start).click();
      await look(page, '91-review-new');
      await submits();
      await look(page, '91-review-new-refused', { refused: true });
      await complaint(page.locator('#name'));
      await page.locator('#name').fill('Revue du printemps');
      await page.locator('#due').fill('2099-04-30');
      await submits();
      await page.waitForURL(/\/reviews\/rev_/);
      const review = new URL(page.url()).pathname;
      await waits(page, javaScript, main.getByText(/\b0 \/ [1-9]/));
      await look(page, '92-review');

      await submits();
      await look(page, '92-review-refused', { refused: true });
      const box = main.getByRole('checkbox', { name: /Chen/ });
      await box.check();
      await page.locator('[name=answer][value=until]').check();
      await submits();
      await look(page, '92-review-date-refused', { refused: true });
      await complaint(page.locator('#until'));
      assert.ok(await box.isChecked(), 'a fault has lost what was ticked');

      await page.locator('[name=answer][value=end]').check();
      await page.locator('#words').fill('A quitté Lyon');
      await submits();
      await look(page, '93-review-end');
      await submits();
      await page.waitForURL(`**${review}`);
      await look(page, '93-review-ended');
      await page.goto(`${review}?show=decided`);
      await look(page, '93-review-decided');
      await page.goto(`${review}/closure`);
      await look(page, '94-review-close');
      await button(main, words.close).click();
      await waits(page, javaScript, main.getByText(/\b([1-9]\d*) \/ \1(?!\d)/));
      await page.goto(`${review}?show=all`);
      await look(page, '94-review-closed');
      const record = await page.request.get(`${review}/export`);
      assert.match(record.headers()['content-type'], /^text\/csv/);
      assert.match(await record.text(), /ended,amina/);
      await page.goto(REVIEWS);
      await look(page, '94-reviews');
    } finally {
      await demo.stop();
    }
  });
}
