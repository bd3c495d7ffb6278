// The whole journey, as a person lives it: asking for access, deciding, and what each side sees of the other.
// Once in every language, with and without scripts; then the key pages on small screens and in the dark.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  LABELS,
  LANGUAGE_NAMES,
  beginning,
  button,
  closeBrowser,
  complaint,
  containing,
  exactly,
  field,
  heading,
  link,
  look,
  mainText,
  open,
  openMail,
  openProfileMenu,
  radio,
  row,
  sees,
  seesNot,
  signIn,
  speak,
  startDemo,
  story,
  theAddress,
} from './support.mjs';

const REASON = 'Downloads for the Lyon site, first quarter';
const ONE_REQUEST = /^\/access\/requests\/req_\w+$/;
const ONE_REQUEST_OF_LUMEN = /^\/accounts\/lumen\.example\/requests\/req_\w+$/;

after(closeBrowser);

for (const language of ['en', 'fr']) {
  for (const javaScript of [true, false]) {
    test(`the journey in ${LANGUAGE_NAMES[language]}, ${javaScript ? 'with' : 'without'} scripts`, async (t) => {
      const demo = await startDemo();
      try {
        await journey(t, demo, { language, javaScript });
      } finally {
        await demo.stop();
      }
    });
  }
}

async function journey(t, demo, reader) {
  const labels = LABELS[reader.language];
  const step = story(t, demo);
  const camille = await open(demo, reader);
  const amina = await open(demo, reader);
  const bruno = await open(demo, reader);
  const dora = await open(demo, reader);
  const mailbox = await open(demo, reader);

  // --- Asking ---

  await step('0 the home page, signed out', async () => {
    await camille.goto('/');
    await sees(
      camille,
      link(camille, labels.logIn),
      link(camille, labels.createAccount),
      link(camille, labels.forgotten),
      link(camille, labels.help),
      camille.getByText(beginning(labels.language)),
      camille.getByText('Parvis'),
    );
    await look(camille, '00-home-signed-out');
  });

  await step('1 logging in shows the launcher', async () => {
    await link(camille, labels.logIn).first().click();
    await look(camille, '01-sign-in');
    await field(camille, labels.userIdOrEmail).fill('camille');
    await field(camille, labels.password).fill('not the password');
    await button(camille, labels.logIn).click();
    await look(camille, '01-sign-in-refused', { refused: true });
    await field(camille, labels.userIdOrEmail).fill('camille');
    await field(camille, labels.password).fill('parvis-demo');
    await button(camille, labels.logIn).click();
    await sees(camille, camille.getByRole('banner').getByText(/Camille/));
    await speak(camille);
    await sees(camille, heading(camille, labels.manageAccount));
    // She holds no role: every one of the six tiles says so and offers to ask.
    assert.equal(await camille.getByRole('main').getByRole('link', { name: beginning(labels.requestAccess) }).count(), 6);
    await look(camille, '01-launcher');
  });

  await step('2 the profile button leads to the profile', async () => {
    await openProfileMenu(camille, /Camille/);
    await link(camille, labels.manageProfile).click();
    await sees(camille, heading(camille, labels.profileManagement));
    await look(camille, '02-profile');
  });

  await step('3 access management has its tabs in order', async () => {
    await link(camille, labels.accessManagement).first().click();
    await sees(camille, link(camille, labels.services));
    const tabs = camille.getByRole('navigation').filter({ has: link(camille, labels.smartAccounts) }).getByRole('link');
    const wanted = ['services', 'smartAccounts', 'certification', 'smartServices', 'partners'].map((key) => labels[key]);
    assert.deepEqual(await namesOf(tabs), wanted);
    await look(camille, '03-access-management');
    for (const programme of wanted.slice(2)) {
      await link(camille, programme).click();
      await look(camille, `03-programme-${wanted.indexOf(programme)}`);
    }
  });

  await step('4 the Smart Accounts tab offers to ask', async () => {
    await link(camille, labels.smartAccounts).click();
    await sees(camille, heading(camille, labels.viewYourRequests), link(camille, labels.requestExisting));
    await look(camille, '04-smart-accounts');
  });

  await step('5 the form shows who will be asking', async () => {
    await link(camille, labels.requestExisting).click();
    await sees(
      camille,
      heading(camille, labels.requestExisting),
      heading(camille, labels.yourProfile),
      heading(camille, labels.identifierSection),
      camille.getByText('Atelier Lumen'),
      camille.getByText('camille@atelier.example'),
    );
    await look(camille, '05-ask');

    await link(camille, labels.updateProfile).click();
    assert.equal(new URL(camille.url()).pathname, '/profile');
    await look(camille, '05-profile-from-ask');
    await camille.goto('/access/requests/new');

    for (const [number, wrong] of ['', 'not a domain', '192.0.2.1'].entries()) {
      await field(camille, labels.identifier).fill(wrong);
      await button(camille, labels.submit).click();
      await complaint(field(camille, labels.identifier));
      await look(camille, `05-identifier-refused-${number}`, { refused: true });
    }
  });

  await step('5 a restricted account and one that does not exist look the same', async () => {
    const shown = {};
    for (const identifier of ['vault.example', 'nowhere.example']) {
      await nameTheAccount(camille, labels, identifier);
      await sees(camille, field(camille, labels.reasonForRequest));
      shown[identifier] = (await mainText(camille)).replaceAll(identifier, 'IT');
    }
    assert.equal(shown['vault.example'], shown['nowhere.example']);
    await look(camille, '05-unknown-account');
  });

  await step('6 the identifier shows the account, and the reason is asked for', async () => {
    await nameTheAccount(camille, labels, 'lumen.example');
    await sees(camille, camille.getByText('Lumen Networks'), camille.getByText(exactly(labels.customer)));
    const reason = field(camille, labels.reasonForRequest);
    await look(camille, '06-reason');

    await reason.fill('Too short');
    await button(camille, labels.sendRequest).click();
    await complaint(field(camille, labels.reasonForRequest));
    assert.equal(await field(camille, labels.reasonForRequest).inputValue(), 'Too short');
    await look(camille, '06-reason-refused', { refused: true });

    if (reader.javaScript) {
      await reason.fill('x'.repeat(49));
      await sees(camille, /(^|\D)951(\D|$)/);
    }
    await reason.fill(REASON);
  });

  await step('7 the request is sent', async () => {
    await button(camille, labels.sendRequest).click();
    await sees(camille, camille.getByText(beginning(labels.requestSent)), link(camille, labels.yourRequests));
    await look(camille, '07-sent');
  });

  await step('8 the table of requests shows it pending', async () => {
    await link(camille, labels.yourRequests).first().click();
    await sees(camille, heading(camille, labels.yourRequests));
    for (const column of ['accessTypes', 'requestDate', 'status', 'administrators', 'actions']) {
      await sees(camille, camille.getByRole('columnheader', { name: exactly(labels[column]) }));
    }
    const request = row(camille, 'lumen.example', labels.pending);
    await sees(
      camille,
      request.getByText(exactly(labels.smartAccount)),
      request.getByText(exactly(labels.pending)),
      request.getByText(exactly(labels.smartAccountAdministrators)),
      request.getByRole('link', { name: beginning(labels.view) }),
      request.getByRole('button', { name: beginning(labels.withdraw) }),
    );
    // Not before 48 hours: the button says from when.
    const reminder = request.getByRole('button', { name: beginning(labels.sendReminder) });
    assert.match(`${await reminder.innerText()} ${await describedBy(reminder)}`, /\d/);
    await look(camille, '08-your-requests');
  });

  let requestPage;
  await step('9 the page of the request says what happens next', async () => {
    await row(camille, 'lumen.example', labels.pending).getByRole('link', { name: beginning(labels.view) }).click();
    requestPage = new URL(camille.url()).pathname;
    assert.match(requestPage, ONE_REQUEST);
    await sees(camille, camille.getByText(containing(REASON)), camille.getByText(exactly(labels.pending)));
    assert.ok((await camille.getByRole('main').getByRole('time').count()) > 1, 'no dates of what happens next');
    await look(camille, '09-request-pending');
  });

  await step('10 a support case carries the whole request', async () => {
    await either(camille, labels.openCase).click();
    await sees(camille, camille.getByRole('main').getByText(/lumen\.example/));
    await look(camille, '10-open-a-case');
    const main = camille.getByRole('main');
    await main.getByRole('textbox').fill('Nobody has answered and the release is tomorrow.');
    await main.locator('form button').click();
    await sees(camille, main.getByText(/lumen\.example/), main.getByText(containing(REASON)), main.getByText(/release is tomorrow/));
    await look(camille, '10-support-case');
  });

  // --- Deciding ---

  let decisionPage;
  await step('1 the administrators have mail that says who asks, for what, and why', async () => {
    for (const administrator of ['amina', 'bruno']) {
      await openMail(mailbox, `${administrator}@`, /Camille/);
      const facts = ['Camille', 'Atelier Lumen', 'camille@atelier.example', 'camille', 'lumen.example', REASON];
      await sees(mailbox, ...facts.map((fact) => mailbox.getByText(containing(fact))));
      decisionPage = await theAddress(mailbox, ONE_REQUEST_OF_LUMEN);
      await look(mailbox, `20-mail-to-${administrator}`);
    }
  });

  await step('2 the tile opens the account, with its tabs', async () => {
    await signIn(amina, 'amina', labels);
    await amina.goto('/');
    await look(amina, '21-launcher-of-amina');
    await tile(amina, labels.manageAccount).getByRole('link').first().click();
    await sees(amina, link(amina, labels.virtualAccounts));
    assert.match(new URL(amina.url()).pathname, /^\/accounts\/lumen\.example\//);
    for (const tab of ['users', 'virtualAccounts', 'properties', 'eventLog']) {
      await link(amina, labels[tab]).click();
      await sees(amina, link(amina, labels.users));
      await look(amina, `21-account-${tab}`);
    }
    assert.match(await requestsTab(amina, labels).innerText(), /\d/, 'the number pending');
  });

  await step('3 the request is found where requests are', async () => {
    await requestsTab(amina, labels).click();
    await link(amina, labels.accessRequests).click();
    await sees(amina, pendingRequest(amina, labels, /Camille/));
    await look(amina, '22-requests');
    await pendingRequest(amina, labels, /Camille/).click();
    assert.equal(new URL(amina.url()).pathname, decisionPage);
    await sees(amina, amina.getByText(exactly(labels.availableActions)), amina.getByText(containing(REASON)));
    await look(amina, '23-decide');
  });

  await step('3 what belongs to the action chosen shows', async () => {
    await radio(amina, labels.decline).check();
    await sees(amina, field(amina, labels.reason));
    await seesNot(amina, field(amina, labels.userRole), radio(amina, labels.entireAccount));
    await look(amina, '23-decide-decline');
    await radio(amina, labels.approve).check();
    await sees(amina, amina.getByText(exactly(labels.scope)), field(amina, labels.userRole), radio(amina, labels.entireAccount));
    await seesNot(amina, field(amina, labels.reason));
    await look(amina, '23-decide-approve');
  });

  await step('4a a role that does not fit the scope is refused beside the field', async () => {
    await radio(amina, labels.entireAccount).check();
    await field(amina, labels.userRole).selectOption({ label: labels.vaUser });
    await button(amina, labels.submit).click();
    await complaint(field(amina, labels.userRole));
    await look(amina, '24-role-refused', { refused: true });
  });

  await step('4a the second administrator has the same page open', async () => {
    await bruno.goto(decisionPage);
    await signIn(bruno, 'bruno', labels);
    await bruno.goto(decisionPage);
    await sees(bruno, radio(bruno, labels.approve));
  });

  await step('4a and 5 approving is confirmed', async () => {
    await radio(amina, labels.approve).check();
    await radio(amina, labels.selectedVirtualAccounts).check();
    for (const name of ['Default', 'Lyon', 'Montréal']) {
      await sees(amina, amina.getByRole('checkbox', { name: beginning(name) }));
    }
    await amina.getByRole('checkbox', { name: beginning('Lyon') }).check();
    await field(amina, labels.userRole).selectOption({ label: labels.vaUser });
    await look(amina, '25-ready-to-approve');
    await button(amina, labels.submit).click();
    await sees(amina, amina.getByText(exactly(labels.approved)));
    await look(amina, '25-approved');
  });

  await step('5 the event log and the list of users have it', async () => {
    await amina.goto('/accounts/lumen.example/events');
    await sees(amina, amina.getByRole('main').getByText(/Camille/));
    await look(amina, '26-event-log');
    await link(amina, labels.users).click();
    await sees(amina, amina.getByRole('main').getByText(/Camille/), amina.getByText(containing(labels.vaUser)));
    await look(amina, '26-users');
  });

  await step('5 the requester and the other administrator are told', async () => {
    await openMail(mailbox, 'camille@', /lumen\.example|Lumen Networks/);
    await sees(mailbox, mailbox.getByText(containing('Lyon')));
    await look(mailbox, '27-mail-to-camille');
    await openMail(mailbox, 'bruno@', /Camille/);
    await sees(mailbox, mailbox.getByText(/Amina/));
    await look(mailbox, '27-mail-to-bruno');
  });

  await step('5 the access works at once', async () => {
    await camille.goto(requestPage);
    await sees(camille, camille.getByText(exactly(labels.approved)), camille.getByText(containing('Lyon')));
    await look(camille, '28-request-approved');
    await camille.goto('/access/smart-accounts');
    await sees(camille, camille.getByText(containing('Lumen Networks')), camille.getByText(containing(labels.vaUser)));
    await look(camille, '28-smart-accounts');
    await camille.goto('/');
    const shut = camille.getByRole('main').getByRole('link', { name: beginning(labels.requestAccess) });
    assert.ok((await shut.count()) < 6, 'no tile has opened');
    await look(camille, '28-launcher');
  });

  await step('6 who comes second learns who decided what', async () => {
    await radio(bruno, labels.decline).check();
    await field(bruno, labels.reason).selectOption({ index: 1 });
    await button(bruno, labels.submit).click();
    await sees(bruno, bruno.getByText(/Amina/), bruno.getByText(new RegExp(labels.approved, 'i')));
    await seesNot(bruno, radio(bruno, labels.approve));
    await look(bruno, '29-second', { refused: true });
    await camille.goto(requestPage);
    await sees(camille, camille.getByText(exactly(labels.approved)));
  });

  await step('4b declining is told with its reason', async () => {
    await ask(bruno, labels, 'holding.example');
    await signIn(dora, 'dora', labels);
    await dora.goto('/accounts/holding.example/requests');
    await pendingRequest(dora, labels, /Bruno/).click();
    await radio(dora, labels.decline).check();
    await field(dora, labels.reason).selectOption({ index: 1 });
    const reason = await field(dora, labels.reason).evaluate((list) => list.selectedOptions[0].textContent.trim());
    await look(dora, '30-ready-to-decline');
    await button(dora, labels.submit).click();
    await sees(dora, dora.getByText(exactly(labels.denied)));
    await look(dora, '30-declined');

    await bruno.goto('/access/services');
    const mine = row(bruno, 'holding.example').filter({ hasText: labels.denied });
    await mine.getByRole('link', { name: beginning(labels.view) }).first().click();
    await sees(bruno, bruno.getByText(exactly(labels.denied)), bruno.getByText(containing(reason)));
    await look(bruno, '30-request-denied');
  });

  await step('a request can be taken back', async () => {
    await ask(camille, labels, 'nowhere.example');
    await camille.goto('/access/services');
    await row(camille, 'nowhere.example').getByRole('button', { name: beginning(labels.withdraw) }).click();
    await sees(camille, camille.getByText(exactly(labels.withdrawn)));
    await camille.goto('/access/services');
    await sees(camille, row(camille, 'nowhere.example').getByText(exactly(labels.withdrawn)));
    await look(camille, '31-withdrawn');
  });
}

// --- Small screens and the dark ---

const SIGNED_OUT = ['/', '/sign-in', '/sign-up', '/forgot', '/demo/mail', '/demo/gallery'];
const PAGES = {
  camille: ['/', '/profile', '/access/services', '/access/smart-accounts', '/access/requests/new'],
  amina: ['users', 'virtual-accounts', 'requests', 'properties', 'events'].map((tab) => `/accounts/lumen.example/${tab}`),
  sam: ['/', '/support/cases', '/support/contracts'],
  olga: ['/', '/operator'],
};
const SCREENS = [
  { width: 320, colorScheme: 'light', language: 'fr' },
  { width: 320, colorScheme: 'dark', language: 'en' },
  { width: 390, colorScheme: 'light', language: 'en' },
  { width: 1200, colorScheme: 'dark', language: 'fr' },
];

test('the key pages on small screens and in the dark', async (t) => {
  const demo = await startDemo();
  try {
    for (const screen of SCREENS) {
      const labels = LABELS[screen.language];
      await t.test(`${screen.width} px, ${screen.colorScheme}, ${LANGUAGE_NAMES[screen.language]}`, async (t) => {
        const visit = async (page, paths, who) => {
          for (const path of paths) {
            await t.test(`${who} at ${path}`, async () => {
              await page.goto(path);
              await look(page, `${who}${path.replace(/\W+/g, '-')}`);
            });
          }
        };
        await visit(await open(demo, screen), SIGNED_OUT, 'anybody');
        for (const [who, paths] of Object.entries(PAGES)) {
          const page = await open(demo, screen);
          await signIn(page, who, labels);
          await visit(page, paths, who);
          if (who === 'camille') await t.test('camille with an account named', () => halfWayThroughAsking(page, labels));
          if (who === 'amina') await t.test('amina with a request to decide', () => aboutToDecide(page, labels));
        }
      });
    }
  } finally {
    await demo.stop();
  }
});

async function halfWayThroughAsking(page, labels) {
  await nameTheAccount(page, labels, 'lumen.example');
  await look(page, 'camille-reason');
  await field(page, labels.reasonForRequest).fill('Too short');
  await button(page, labels.sendRequest).click();
  await complaint(field(page, labels.reasonForRequest));
  await look(page, 'camille-reason-refused', { refused: true });
}

async function aboutToDecide(page, labels) {
  await page.goto('/accounts/lumen.example/requests');
  await pendingRequest(page, labels, '').click();
  await radio(page, labels.approve).check();
  await radio(page, labels.selectedVirtualAccounts).check();
  await look(page, 'amina-decide-approve');
  await radio(page, labels.decline).check();
  await look(page, 'amina-decide-decline');
}

// --- What several steps do ---

/** Types an identifier into a fresh form and submits it. */
async function nameTheAccount(page, labels, identifier) {
  await page.goto('/access/requests/new');
  await field(page, labels.identifier).fill(identifier);
  await button(page, labels.submit).click();
  await field(page, labels.reasonForRequest).waitFor();
}

async function ask(page, labels, identifier) {
  await nameTheAccount(page, labels, identifier);
  await field(page, labels.reasonForRequest).fill(REASON);
  await button(page, labels.sendRequest).click();
  await sees(page, page.getByText(beginning(labels.requestSent)));
}

const either = (page, label) => link(page, label).or(button(page, label)).first();

/** The way to a pending request of a person, in the status column. */
const pendingRequest = (page, labels, person) =>
  row(page, person).getByRole('link', { name: beginning(labels.pending) }).filter({ visible: true }).first();

const requestsTab = (page, labels) => page.getByRole('link', { name: beginning(labels.requests) }).first();

const tile = (page, label) =>
  page.getByRole('article').or(page.getByRole('listitem')).filter({ has: heading(page, label) }).first();

const namesOf = async (locator) => (await locator.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());

const describedBy = (locator) =>
  locator.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(/\s+/)
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );
