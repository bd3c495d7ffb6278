// Which mail one gets: choosing on a page, and ending it from a mail.

import { after, test } from 'node:test';
import { LABELS, LANGUAGE_NAMES, closeBrowser, look, open, signIn, startDemo } from './support.mjs';

after(closeBrowser);

for (const [language, javaScript] of [['en', false], ['fr', true]]) {
  test(`notifications, in ${LANGUAGE_NAMES[language]}`, async () => {
    const demo = await startDemo();
    try {
      for (const width of [1200, 320]) {
        const page = await open(demo, { language, javaScript, width });
        await page.goto('/unsubscribe?from=reminders.per_0&token=0');
        await look(page, '72-unsubscribe');
        await page.getByRole('main').getByRole('button').click();
        await look(page, '72-unsubscribe-refused', { refused: true });
        await signIn(page, 'amina', LABELS[language]);
        await page.goto('/profile/notifications');
        await look(page, '73-notifications');
        await page.locator('#quiet_from').selectOption('22');
        await page.getByRole('main').getByRole('button').click();
        await look(page, '73-notifications-refused', { refused: true });
        await page.locator('#quiet_to').selectOption('7');
        await page.locator('#reminder').selectOption('daily');
        await page.getByRole('main').getByRole('button').click();
        await look(page, '73-notifications-saved');
      }
    } finally {
      await demo.stop();
    }
  });
}
