// The pages beside the journey: signing up, finding back in, support, operation, help; every accent, and large text.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { LABELS, LANGUAGE_NAMES, closeBrowser, look, open, openMail, signIn, startDemo, startServe } from './support.mjs';

after(closeBrowser);

/** Fills fields by their ids and presses the button of the form in the main part. */
async function sends(page, typed) {
  for (const [id, value] of Object.entries(typed)) await page.locator(`#${id}`).fill(value);
  // What follows must not meet the page before: it may have been sent from there, or not yet.
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('main').locator('form').first().getByRole('button').last().click();
  await answered;
  await page.waitForLoadState('load');
}

async function followsTheLink(page) {
  await page.getByRole('main').getByRole('link').last().click();
}

for (const [language, javaScript] of [['en', false], ['fr', true]]) {
  test(`signing up and finding back in, in ${LANGUAGE_NAMES[language]}`, async () => {
    const demo = await startDemo();
    try {
      const page = await open(demo, { language, javaScript, width: 390 });
      await page.goto('/sign-up?next=/access/requests/new');
      await sends(page, { full_name: 'Nadia Ortega', organisation: '', email: 'nadia' });
      await look(page, '40-sign-up-refused', { refused: true });
      await sends(page, { full_name: 'Nadia Ortega', organisation: 'Ortega SL', email: 'nadia@ortega.example' });
      await look(page, '40-sign-up-sent');
      await openMail(page, 'nadia@ortega.example');
      await look(page, '40-sign-up-mail');
      await followsTheLink(page);
      await look(page, '41-sign-up-confirm');
      await sends(page, { user_id: 'camille', password: 'password123' });
      await look(page, '41-sign-up-confirm-refused', { refused: true });
      await sends(page, { user_id: 'nadia', password: 'a quiet forecourt, at dusk' });
      await page.waitForURL('**/access/requests/new');
      await look(page, '42-signed-up');
      await page.context().clearCookies();

      await page.goto('/forgot');
      await sends(page, { name: 'nadia' });
      await look(page, '43-forgotten-sent');
      await openMail(page, 'nadia@ortega.example', /way back|vous reconnecter/i);
      await followsTheLink(page);
      await look(page, '43-new-password');
      const address = page.url();
      await sends(page, { password: 'another forecourt, at dawn' });
      await look(page, '43-new-password-saved');
      await page.goto('/profile');
      await page.locator('#email').fill('nadia@elsewhere.example');
      await page.locator('form[action="/profile/email"] [type=password]').fill('another forecourt, at dawn');
      await page.locator('form[action="/profile/email"]').getByRole('button').click();
      await openMail(page, 'nadia@elsewhere.example');
      await followsTheLink(page);
      await look(page, '44-new-email');
      await page.goto(address);
      await look(page, '43-link-used', { refused: true });
    } finally {
      await demo.stop();
    }
  });

  test(`writing to support without logging in, in ${LANGUAGE_NAMES[language]}`, async () => {
    const demo = await startDemo();
    try {
      const page = await open(demo, { language, javaScript, width: 320 });
      await page.goto('/contact');
      await sends(page, { name: 'Nora Blanc', email: 'nora' });
      await look(page, '46-contact-refused', { refused: true });
      await sends(page, { name: 'Nora Blanc', email: 'nora@rivage.example', subject: 'Locked out', words: 'My telephone is new.' });
      await look(page, '46-contact-sent');
      await openMail(page, 'nora@rivage.example');
      await followsTheLink(page);
      await look(page, '46-contact-confirmation');
      const address = page.url();
      await page.getByRole('main').locator('form').getByRole('button').click();
      await look(page, '46-contact-case');
      await page.locator('form[action="/contact/case/messages"]').getByRole('button').first().click();
      await look(page, '46-contact-case-refused', { refused: true });
      await page.locator('button[formaction="/contact/case/closure"]').click();
      await look(page, '46-contact-case-closing');
      await page.locator('button[formaction="/contact/case/closure"][value="yes"]').click();
      await look(page, '46-contact-case-closed');
      await page.goto(address);
      await look(page, '46-contact-link-used');
    } finally {
      await demo.stop();
    }
  });

  test(`setting up, in ${LANGUAGE_NAMES[language]}`, async () => {
    const installation = await startServe();
    try {
      const page = await open(installation, { language, javaScript, width: 390 });
      await page.goto(installation.printed(/\/set-up\?token=\S+/));
      await look(page, '45-set-up');
    } finally {
      await installation.stop();
    }
  });

  test(`support, operation and help, in ${LANGUAGE_NAMES[language]}`, async () => {
    const labels = LABELS[language];
    const demo = await startDemo();
    try {
      for (const width of [1200, 320]) {
        const page = await open(demo, { language, javaScript, width });
        for (const path of ['/help', '/contacts', '/contact', '/site-map', '/terms', '/legal-notice', '/privacy', '/accessibility']) await visit(page, path);
        await visit(page, '/no/such/page', { refused: true });
        const gwen = await open(demo, { language, javaScript, width });
        await signIn(gwen, 'gwen', labels);
        for (const path of ['/access/cases', '/access/cases/new', '/profile/data']) await visit(gwen, path);
        await signIn(page, 'sam', labels);
        await visit(page, '/support/contracts/new');
        await page.getByRole('main').locator('form').getByRole('button').last().click();
        await look(page, '50-new-contract-refused', { refused: true });
        await visit(page, '/support/contracts/imports');
        await visit(page, '/support/contracts/import');
        const header = 'contract_number,bill_to_id,serial_numbers,company,parent,domains,access_types,end,locked';
        const buffer = Buffer.from(`${header}\n300000,,,Ortega,,ortega.example,full-support,2030-03-31,no\n300001,a/b,,,,,full,,\n`);
        await page.locator('#file').setInputFiles({ name: 'contracts.csv', mimeType: 'text/csv', buffer });
        await page.getByRole('main').locator('form button').click();
        await page.waitForURL('**/support/contracts/imports/*');
        for (let turn = 0; turn < 50 && (await page.locator('progress').count()) > 0; turn += 1) {
          await page.waitForTimeout(200);
          await page.reload();
        }
        await look(page, '50-import');
        await page.locator('form[action$="/disposal"]').getByRole('button').click();
        await visit(page, '/support/contracts');
        await page.getByRole('row').getByRole('link').first().click();
        await look(page, '50-contract');
        const contract = new URL(page.url()).pathname;
        await visit(page, `${contract}/properties`);
        await visit(page, `${contract}/end`);
        await visit(page, `${contract}/access`);
        await visit(page, '/support/cases');
        await page.getByRole('row').getByRole('link').last().click();
        await look(page, '50-case');
        await page.locator('button[formaction$="/closure"]').click();
        await look(page, '50-case-closing');

        const olga = await open(demo, { language, javaScript, width });
        await signIn(olga, 'olga', labels);
        for (const path of ['/operator', '/operator/accounts', '/operator/cases', '/operator/mail', '/operator/mail?state=all', '/operator/accounts/new']) {
          await visit(olga, path);
        }
        await olga.getByRole('main').locator('form').getByRole('button').click();
        await look(olga, '51-new-account-refused', { refused: true });

        const dora = await open(demo, { language, javaScript, width });
        await signIn(dora, 'dora', labels);
        await visit(dora, '/accounts');
        await visit(dora, '/accounts/quartz.example/requests');
        await dora.getByRole('main').getByRole('row').getByRole('link').first().click();
        await look(dora, '52-decide-at-quartz');

        const chen = await open(demo, { language, javaScript, width });
        await signIn(chen, 'chen', labels);
        await visit(chen, '/accounts');
        await visit(chen, '/access/smart-accounts');
      }
    } finally {
      await demo.stop();
    }
  });
}

test('contrast holds for every accent, and text may be twice as large', async (t) => {
  const demo = await startDemo();
  try {
    for (const colorScheme of ['light', 'dark']) {
      const page = await open(demo, { colorScheme });
      for (let hue = 0; hue < 360; hue += 45) {
        await t.test(`hue ${hue}, ${colorScheme}`, async () => {
          await page.goto('/demo/gallery');
          await page.evaluate((value) => document.documentElement.style.setProperty('--accent-hue', value), hue);
          await look(page, `60-hue-${hue}`);
        });
      }
    }
    for (const width of [1200, 390]) {
      const page = await open(demo, { width });
      await signIn(page, 'amina', LABELS.en);
      for (const path of ['/', '/demo/gallery', '/profile', '/accounts/lumen.example/requests', '/accounts/lumen.example/events']) {
        await t.test(`text at 200 %, ${width} px, ${path}`, async () => {
          await page.goto(path);
          await page.evaluate(() => document.documentElement.style.setProperty('font-size', '212.5%'));
          await look(page, `61-large${path.replace(/\W+/g, '-')}`);
        });
      }
    }
  } finally {
    await demo.stop();
  }
});

test('the first page is light and asks nobody else for anything', async () => {
  const demo = await startDemo();
  try {
    const page = await open(demo);
    const bodies = [];
    page.on('response', (response) => bodies.push(response.body()));
    await page.goto('/', { waitUntil: 'networkidle' });
    const weight = (await Promise.all(bodies)).reduce((sum, body) => sum + body.length, 0);
    assert.ok(weight > 10_000 && weight < 68 * 1024, `${weight} bytes`);
  } finally {
    await demo.stop();
  }
});

async function visit(page, path, options) {
  await page.goto(path);
  await look(page, `5-${path.replace(/\W+/g, '-')}`, options);
}
