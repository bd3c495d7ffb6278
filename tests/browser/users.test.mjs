// The users of an account: the list, one person, changing and ending roles; and one's own access.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { LABELS, LANGUAGE_NAMES, closeBrowser, look, open, signIn, startDemo } from './support.mjs';

after(closeBrowser);

const SELECT_ALL = { en: 'Select all on this page', fr: 'Tout sélectionner sur cette page' };
const USERS = '/accounts/lumen.example/users';

for (const [language, javaScript] of [['en', false], ['fr', true]]) {
  test(`users, in ${LANGUAGE_NAMES[language]}`, async () => {
    const demo = await startDemo();
    try {
      for (const width of [1200, 320]) {
        const page = await open(demo, { language, javaScript, width });
        const main = page.getByRole('main');
        await signIn(page, 'amina', LABELS[language]);
        await page.goto(USERS);
        await look(page, '80-users');
        await page.goto(`${USERS}?q=nobody`);
        await look(page, '80-users-none');
        await page.goto(`${USERS}?q=chen`);
        await main.getByRole('row').getByRole('link').first().click();
        await look(page, '81-person');
        await page.goto(`${USERS}?sort=newest`);
        const all = main.getByLabel(SELECT_ALL[language]);
        if (javaScript) await all.check();
        else for (const box of await main.locator('tbody').getByRole('checkbox').all()) await box.check();
        await main.locator('button[value=role]').click();
        await look(page, '82-change-role');
        await main.locator('form').getByRole('button').click();
        await look(page, '82-change-role-refused', { refused: true });
        await main.locator('#role').selectOption('sa-viewer');
        await main.locator('form').getByRole('button').first().click();
        await look(page, '82-change-role-review');
        await page.goto(`${USERS}?q=amina`);
        await main.locator('tbody').getByRole('checkbox').first().check();
        await main.locator('button[value=end]').click();
        await look(page, '83-end');
        await page.goto(`${USERS}/changes?what=until`);
        await look(page, '83-nothing-selected');
        await page.goto('/access/mine');
        await look(page, '84-my-access');
        await main.getByRole('row').getByRole('link').last().click();
        await look(page, '85-give-back');
      }
      const page = await open(demo, { language });
      await signIn(page, 'amina', LABELS[language]);
      await page.goto(USERS);
      const download = page.waitForEvent('download');
      await page.getByRole('main').getByRole('link', { name: 'XLSX' }).click();
      assert.equal((await download).suggestedFilename(), 'users-lumen.example.xlsx');
    } finally {
      await demo.stop();
    }
  });
}
