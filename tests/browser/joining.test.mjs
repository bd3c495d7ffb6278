// Joining an account: added by name, by a file, by invitation.

import { after, test } from 'node:test';
import { LABELS, LANGUAGE_NAMES, closeBrowser, look, open, signIn, startDemo, waits } from './support.mjs';

after(closeBrowser);

const DESK = '/accounts/lumen.example';
const WORDS = {
  en: { add: 'Add users', names: 'User IDs or e-mail addresses', file: 'CSV file', preview: 'Preview', apply: 'Apply', done: 'every line is as the file says' },
  fr: { add: 'Ajouter des utilisateurs', names: 'Identifiants ou adresses e-mail', file: 'Fichier CSV', preview: 'Aperçu', apply: 'Appliquer', done: 'chaque ligne est comme le dit le fichier' },
};
const csv = (lines) => ({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(`user,role,virtual_accounts,until\n${lines}`) });

for (const [language, javaScript] of [['en', false], ['fr', true]]) {
  test(`joining, in ${LANGUAGE_NAMES[language]}`, async () => {
    const words = WORDS[language];
    const demo = await startDemo();
    try {
      for (const width of [1200, 320]) {
        const page = await open(demo, { language, javaScript, width });
        const main = page.getByRole('main');
        const nadia = `nadia${width}@ortega.example`;
        await signIn(page, 'amina', LABELS[language]);
        await page.goto(`${DESK}/users`);
        await main.getByRole('link', { name: words.add }).click();
        await look(page, '90-add-users');
        await main.getByLabel(words.names).fill(`camille, nobody, amina, ${nadia}`);
        await main.locator('[name=scope][value=entire]').check();
        await main.locator('#role').selectOption('sa-approver');
        await main.getByRole('button', { name: words.add }).click();
        await look(page, '90-add-users-refused', { refused: true });
        await main.getByLabel(words.names).fill(nadia);
        await main.locator('#role').selectOption('sa-user');
        await main.getByRole('button', { name: words.add }).click();
        await page.waitForURL(`**${DESK}/users`);
        // Whoever is named by a word is named in full before anything is given.
        await page.goto(`${DESK}/users/new`);
        await main.getByLabel(words.names).fill(`chen, nobody, other${width}@ortega.example`);
        await main.locator('[name=scope][value=entire]').check();
        await main.locator('#role').selectOption('sa-viewer');
        await main.getByRole('button', { name: words.add }).click();
        await look(page, '90-add-users-plan');
        await main.locator('button[name=edit]').click();
        await look(page, '90-add-users-again');
        await page.goto(`${DESK}/invitations`);
        await look(page, '91-invitations');
        await main.getByRole('row').filter({ hasText: nadia }).locator('a[href$=withdrawal]').click();
        await look(page, '91-invitation-withdrawal');

        // A file with faults, then one without.
        await page.goto(`${DESK}/users/new`);
        await main.getByLabel(words.file).setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('user,role\n') });
        await main.getByRole('button', { name: words.preview }).click();
        await look(page, '92-no-csv', { refused: true });
        const upload = async (lines) => {
          await page.goto(`${DESK}/users/new`);
          await main.getByLabel(words.file).setInputFiles(csv(lines));
          await main.getByRole('button', { name: words.preview }).click();
          await page.waitForURL(/\/uploads\/upl_/);
        };
        await upload('camille,king,,\nnobody1,va-user,Paris,2020-01-01\n=1,sa-user,,\n');
        await waits(page, javaScript, main.getByRole('table'));
        await look(page, '93-upload-faults');
        await main.locator('form[action$=disposal] button').click();
        await page.waitForURL(`**${DESK}/users/new`);
        await upload(`Camille Morel <camille@atelier.example>,va-viewer,${width > 1000 ? 'Lyon' : 'Montréal'},\nnew${width}@ortega.example,sa-user,,\n`);
        const apply = main.getByRole('button', { name: words.apply, exact: true });
        await waits(page, javaScript, apply);
        await look(page, '94-upload-preview');
        await apply.click();
        await waits(page, javaScript, main.getByText(words.done));
        await look(page, '95-upload-applied');
        await page.goto(`${DESK}/uploads`);
        await look(page, '96-uploads');

        // The invited sees the invitation three ways.
        const letter = page.getByRole('row').or(page.getByRole('listitem')).or(page.getByRole('article')).filter({ hasText: nadia });
        for (let n = 0; n < 30 && !(await letter.count()); n++) {
          await page.waitForTimeout(300);
          await page.goto('/demo/mail');
        }
        await letter.first().getByRole('link').first().click();
        const link = await main.locator('a[href*="/invitation?token="]').first().getAttribute('href');
        await page.goto(link);
        await look(page, '97-invitation-other-address');
        const stranger = await open(demo, { language, javaScript, width });
        await stranger.goto(link);
        await look(stranger, '97-invitation');
        const form = stranger.locator('form[action="/invitation/registration"]');
        await form.getByRole('button').click();
        await look(stranger, '97-invitation-refused', { refused: true });
        await form.locator('[name=full_name]').fill('Nadia Ortega');
        await form.locator('[name=organisation]').fill('Ortega');
        await form.locator('[name=user_id]').fill(`nadia${width}`);
        await form.locator('[name=password]').fill('a quiet forecourt, at dusk');
        await form.getByRole('button').click();
        await stranger.waitForURL('**/access/smart-accounts');
        await stranger.goto(link);
        await look(stranger, '97-invitation-used', { refused: true });
      }
    } finally {
      await demo.stop();
    }
  });
}
