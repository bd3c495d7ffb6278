// Virtual Accounts in a browser: the list, the three steps, settings, and deletion with its consequences.

import { after, test } from 'node:test';
import { LABELS, LANGUAGE_NAMES, closeBrowser, exactly, look, open, signIn, startDemo } from './support.mjs';

after(closeBrowser);

const LIST = '/accounts/lumen.example/virtual-accounts';

for (const [language, javaScript, width] of [['en', false, 320], ['fr', true, 1200]]) {
  test(`Virtual Accounts in ${LANGUAGE_NAMES[language]}, ${width} px`, async () => {
    const demo = await startDemo();
    try {
      const page = await open(demo, { language, javaScript, width });
      const main = page.getByRole('main');
      const goesOn = () => main.locator('form').last().getByRole('button').first().click();
      await signIn(page, 'amina', LABELS[language]);
      await page.goto(`${LIST}/new`);
      await look(page, '70-new');
      await goesOn();
      await look(page, '70-new-refused', { refused: true });
      await page.locator('#name').fill('Croix-Rousse');
      await page.locator('#parent').selectOption({ index: 2 });
      await page.locator('#tags').fill('site=Lyon\ncost-centre=4711');
      await page.locator('#preferred_until').fill('2031-03-31');
      await goesOn();
      await look(page, '71-new-people');
      await page.locator('#users').fill('Camille Morel <camille@atelier.example>');
      await goesOn();
      await look(page, '72-new-review');
      await goesOn();
      await look(page, '73-show');
      await main.getByRole('link', { name: /…$/ }).click();
      await look(page, '74-deletion');
      await page.goto(LIST);
      await look(page, '75-list');
      await main.getByRole('link', { name: exactly('Lyon') }).click();
      await look(page, '76-show-lyon');
      await main.getByRole('link', { name: /settings|réglages/ }).click();
      await look(page, '77-settings');
      await page.goto(`${LIST}?q=4711`);
      await look(page, '78-search');
    } finally {
      await demo.stop();
    }
  });
}
