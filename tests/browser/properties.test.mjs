// What an account says of itself: its properties, its agreements, and the addresses that get copies.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { LABELS, LANGUAGE_NAMES, closeBrowser, complaint, look, open, openMail, signIn, startDemo } from './support.mjs';

after(closeBrowser);

const DESK = '/accounts/lumen.example';
const PAGE = `${DESK}/properties`;
const TERMS = 'Be kind to one another.\n\n1. Say who you are.\n2. Ask for what you need and no more.\n3. Give back what you no longer use: https://lumen.example/terms/of/use/in/all/their/length-and-breadth';

for (const [language, javaScript] of [['en', false], ['fr', true]]) {
  test(`properties, agreements and notifications, in ${LANGUAGE_NAMES[language]}`, async () => {
    const demo = await startDemo();
    try {
      for (const width of [1200, 320]) {
        const page = await open(demo, { language, javaScript, width });
        const main = page.getByRole('main');
        const sends = (path) => main.locator(`form[method=post][action$="${path}"] button`).first().click();
        await signIn(page, 'amina', LABELS[language]);
        await properties({ page, main, sends });
        await agreements({ page, main, sends, width });
        await notifications({ page, main, sends, width, demo, language, javaScript });
      }
    } finally {
      await demo.stop();
    }
  });
}

async function properties({ page, main, sends }) {
  await page.goto(PAGE);
  await look(page, '100-properties');
  const wrong = { name: '', aliases: 'lumière.example\nnot a domain', address: '1 quai des Brumes', country: '', accent: '400' };
  for (const [name, value] of Object.entries(wrong)) await main.locator(`#${name}`).fill(value);
  await sends('/properties');
  for (const name of ['name', 'aliases', 'country', 'accent']) await complaint(main.locator(`#${name}`));
  await look(page, '100-properties-refused', { refused: true });
  const right = { name: 'Lumen Networks', aliases: '', address: '1 quai des Brumes\n69001 Lyon', country: 'France', accent: '150' };
  for (const [name, value] of Object.entries(right)) await main.locator(`#${name}`).fill(value);
  await sends('/properties');
  await look(page, '100-properties-saved');
}

async function agreements({ page, main, sends, width }) {
  await page.goto(`${PAGE}/agreements`);
  await look(page, '101-agreements');
  await sends('/agreements');
  await complaint(main.locator('#title'));
  await look(page, '101-agreements-refused', { refused: true });
  await main.locator('#title').fill(`Terms of use ${width}`);
  await main.locator('#words').fill(TERMS);
  await main.locator('[name=required]').check();
  await sends('/agreements');
  await look(page, '101-agreement');
  const agreement = page.url();
  // Nobody can work meanwhile, and every page of the desk says so.
  await page.goto(`${DESK}/virtual-accounts`);
  await look(page, '101-held-back');
  await page.goto(agreement);
  await sends('/acceptances');
  await main.locator('#words').fill('Be kinder to one another.');
  await main.locator('[name=required]').uncheck();
  await sends('/versions');
  await look(page, '101-agreement-versions');
}

async function notifications({ page, main, sends, width, demo, language, javaScript }) {
  const address = `it-access-${width}@lumen.example`;
  const adds = async (email) => {
    await main.locator('#email').fill(email);
    await sends('/notifications');
  };
  await page.goto(`${PAGE}/notifications`);
  await look(page, '102-notifications');
  await adds('it-access@elsewhere.example');
  await complaint(main.locator('#email'));
  await look(page, '102-notifications-refused', { refused: true });
  await adds(address);
  await adds(`a-shared-mailbox-with-a-long-name-${width}@lyon.lumen.example`);
  await look(page, '102-notifications-waiting');
  await openMail(page, address, /./);
  await look(page, '102-notification-letter');
  const link = await main.locator('a[href*="/notification-address/"]').first().getAttribute('href');
  // Whoever reads the mailbox needs no sign-in.
  const reader = await open(demo, { language, javaScript, width });
  await reader.goto(link);
  await look(reader, '103-confirm');
  await reader.getByRole('main').getByRole('button').click();
  await look(reader, '103-confirmed');
  await reader.goto(link);
  await look(reader, '103-link-used', { refused: true });
  // An address that the domain moves away from: an operator adds the domain, an administrator takes it away.
  const olga = await open(demo, { language, javaScript, width });
  await signIn(olga, 'olga', LABELS[language]);
  await olga.goto('/operator/accounts?q=lumen');
  await olga.getByRole('main').getByRole('row').getByRole('link').first().click();
  await olga.locator('#aliases').fill('lumière.example');
  await olga.locator('form[action$="/aliases"] button').click();
  await look(olga, '103-operator-aliases');
  await page.goto(`${PAGE}/notifications`);
  await adds(`bureau-${width}@lumière.example`);
  await page.goto(PAGE);
  await main.locator('#aliases').fill('');
  await sends('/properties');
  await page.goto(`${PAGE}/notifications`);
  await look(page, '102-notifications-all');
  const before = await main.getByRole('row').count();
  await main.getByRole('row').filter({ hasText: 'bureau' }).locator('form[action$=removal] button').click();
  assert.equal(await main.getByRole('row').count(), before - 1);
}
