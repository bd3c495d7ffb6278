// Groups: made, filled by name and by CSV, given a role, asked for elsewhere, left and deleted.

import { after, test } from 'node:test';
import { LABELS, LANGUAGE_NAMES, closeBrowser, link, look, open, signIn, startDemo, waits } from './support.mjs';

after(closeBrowser);

const GROUPS = '/accounts/lumen.example/groups';

/** Presses the last button of the form in the main part. */
const sends = (page) => page.getByRole('main').locator('form').last().getByRole('button').last().click();

for (const [language, javaScript, width] of [['en', false, 320], ['fr', true, 1200]]) {
  test(`groups, in ${LANGUAGE_NAMES[language]}`, async () => {
    const demo = await startDemo();
    try {
      const page = await open(demo, { language, javaScript, width });
      await signIn(page, 'amina', LABELS[language]);
      await page.goto(`${GROUPS}?q=nothing+of+the+kind`);
      await look(page, '80-groups-none');
      await page.goto(`${GROUPS}/new`);
      await look(page, '80-group-new');
      await sends(page);
      await look(page, '80-group-new-refused', { refused: true });
      await page.locator('#name').fill('Équipe de nuit');
      await page.locator('#description').fill('Looks after the lines at night.');
      await sends(page);
      await page.waitForURL(/\/groups\/grp_/);
      await look(page, '81-group-empty');
      const group = new URL(page.url()).pathname;

      await page.goto(`${group}/roles/new`);
      await look(page, '82-group-role');
      await page.locator('#entire').check();
      await page.locator('#role').selectOption('sa-user');
      await sends(page);
      await page.goto(`${group}/members/new`);
      await look(page, '83-group-members');
      await page.locator('#people').fill('camille\nnobody-at-all');
      await sends(page);
      await look(page, '83-group-members-refused', { refused: true });
      await page.locator('#people').fill('Camille Morel <camille@atelier.example>, chen');
      await sends(page);
      await look(page, '83-group-members-plan');
      await page.getByRole('main').locator('button[name=seen]').click();
      await page.waitForURL(`**${group}`);

      // Camille, whom the account does not know, is in the group once she accepts.
      const camille = await open(demo, { language, javaScript, width });
      await signIn(camille, 'camille', LABELS[language]);
      const letters = camille.getByRole('row').or(camille.getByRole('listitem')).or(camille.getByRole('article'));
      const letter = letters.filter({ hasText: 'camille@atelier.example' }).filter({ hasText: /invitation/i });
      await camille.goto('/demo/mail');
      for (let n = 0; n < 30 && !(await letter.count()); n++) {
        await camille.waitForTimeout(300);
        await camille.goto('/demo/mail');
      }
      await letter.first().getByRole('link').first().click();
      await camille.goto(await camille.getByRole('main').locator('a[href*="/invitation?token="]').first().getAttribute('href'));
      await look(camille, '83-group-invitation');
      await camille.locator('form[action="/invitation/acceptance"] button').click();
      await camille.waitForURL('**/access/smart-accounts');
      await page.goto(group);
      await look(page, '84-group');
      await page.getByRole('main').getByRole('checkbox').first().check();
      await page.getByRole('main').locator('form').last().getByRole('button').last().click();
      await look(page, '85-group-removal');

      await page.goto(`${group}/members/file`);
      await look(page, '86-group-file');
      const main = page.getByRole('main');
      const uploads = async (text) => {
        await page.goto(`${group}/members/file`);
        await page.locator('#file').setInputFiles({ name: 'members.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
        await sends(page);
      };
      await uploads('name\ncamille\n');
      await look(page, '86-group-no-csv', { refused: true });
      await uploads('user\nnobody-at-all\nnew@ortega.example\ncamille\ncamille\n');
      await waits(page, javaScript, main.getByRole('table'));
      await look(page, '86-group-faults');
      await page.goto(`${group}/members/file`);
      await look(page, '86-group-file-unfinished');
      await main.locator('.notice a').click();
      await main.locator('form[action$=disposal] button').click();
      await page.waitForURL(`**${group}/members/file`);
      await look(page, '86-group-file-discarded');
      await uploads('user\nbruno\ncamille\n');
      const apply = main.locator('form[action$=application] button');
      await waits(page, javaScript, apply);
      await look(page, '86-group-preview');
      await apply.click();
      await waits(page, javaScript, main.locator('a[href$="/result"]'));
      await look(page, '86-group-applied');
      await page.goto(`${group}/uploads`);
      await look(page, '86-group-files');

      await page.goto(`/access/requests/new?for=${group.split('/').pop()}`);
      await look(page, '87-group-asks');
      await page.goto(`/access/requests/new?for=${group.split('/').pop()}&identifier=holding.example`);
      await look(page, '87-group-asks-second');
      await page.locator('#reason').fill('The night shift looks after your lines.');
      await sends(page);
      await page.waitForURL('**/confirmation');
      await page.goto('/access/services');
      await look(page, '87-group-asked');
      await page.goto(group);
      await page.getByRole('main').locator('a[href$="/end"]').first().click();
      await look(page, '88-group-role-end');
      await page.goto(`${group}/edit`);
      await look(page, '88-group-edit');
      await page.goto(`${group}/deletion`);
      await look(page, '88-group-deletion');

      const dora = await open(demo, { language, javaScript, width });
      await signIn(dora, 'dora', LABELS[language]);
      await dora.goto('/accounts/holding.example/requests');
      await look(dora, '89-group-queue');
      await dora.getByRole('row').filter({ hasText: 'Équipe de nuit' }).getByRole('link').first().click();
      await look(dora, '89-group-request');

      await camille.goto('/groups');
      await look(camille, '90-own-groups');
      await link(camille.getByRole('main'), 'Équipe de nuit').click();
      await look(camille, '90-own-group');
      await sends(camille);
      await camille.waitForURL('**/groups');
      await look(camille, '90-own-group-left');
      await page.goto(GROUPS);
      await look(page, '80-groups');
    } finally {
      await demo.stop();
    }
  });
}
