// What the browser tests share: starting the product, opening a browser as a certain reader, finding things by the words
// on them, and looking at a page with a critical eye.
//
// Everything is found by role and label, as a reader finds it; nothing by class, id or place in the document.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const screenshots = path.join(root, 'target/screenshots');

/** Every page that was looked at: language, with or without scripts, path. */
export const LOOKED_AT = path.join(screenshots, 'looked-at.txt');
const logs = path.join(root, 'target/test-logs');
const axeSource = createRequire(import.meta.url)('axe-core').source;

// --- Words ---------------------------------------------------------------------------------------------------------------

const WORDS = {
  // The way in
  logIn: ['Log in', 'Se connecter'],
  createAccount: ['Create an account', 'Créer un compte'],
  forgotten: ['Forgot your user ID or password?', 'Identifiant ou mot de passe oublié ?'],
  help: ['Help', 'Aide'],
  language: ['Language', 'Langue'],
  userIdOrEmail: ['User ID or e-mail', 'Identifiant ou adresse e-mail'],
  password: ['Password', 'Mot de passe'],
  // Asking
  requestAccess: ['Request access', "Demander l'accès"],
  manageProfile: ['Manage profile', 'Gérer le profil'],
  profileManagement: ['Profile management', 'Gestion du profil'],
  accessManagement: ['Access management', 'Gestion des accès'],
  services: ['Services & Support', 'Services et assistance'],
  smartAccounts: ['Smart Accounts', 'Comptes Smart'],
  certification: ['Certification', 'Certification'],
  smartServices: ['Smart Services', 'Services Smart'],
  partners: ['Partners', 'Partenaires'],
  viewYourRequests: ['View your access requests', "Afficher vos demandes d'accès"],
  requestExisting: ['Request access to an existing Smart Account', "Demander l'accès à un compte Smart existant"],
  yourProfile: ['Your profile', 'Votre profil'],
  updateProfile: ['update your profile', 'mettre à jour votre profil'],
  identifierSection: ['Smart Account domain identifier', 'Identificateur de domaine de compte Smart'],
  identifier: ['Account domain identifier', 'Identificateur de domaine de compte'],
  submit: ['Submit', 'Soumettre'],
  reasonForRequest: ['Reason for request', 'Motif de la demande'],
  sendRequest: ['Send request', 'Envoyer la demande'],
  requestSent: ['Access request sent', "Demande d'accès envoyée"],
  yourRequests: ['Your access requests', "Vos demandes d'accès"],
  accessTypes: ['Access types', "Types d'accès"],
  requestDate: ['Request date', 'Date de la demande'],
  status: ['Status', 'État'],
  administrators: ['Administrators', 'Administrateurs'],
  actions: ['Actions', 'Actions'],
  pending: ['Pending', 'En attente'],
  approved: ['Approved', 'Approuvée'],
  denied: ['Denied', 'Refusée'],
  withdrawn: ['Withdrawn', 'Retirée'],
  expired: ['Expired', 'Expirée'],
  view: ['View', 'Afficher'],
  sendReminder: ['Send reminder', 'Envoyer un rappel'],
  withdraw: ['Withdraw', 'Retirer'],
  openCase: ['Open a support case', "Ouvrir un dossier d'assistance"],
  // Deciding
  manageAccount: ['Manage Smart Account', 'Gérer le compte Smart'],
  users: ['Users', 'Utilisateurs'],
  virtualAccounts: ['Virtual Accounts', 'Comptes virtuels'],
  requests: ['Requests', 'Demandes'],
  properties: ['Properties', 'Propriétés'],
  eventLog: ['Event log', 'Journal des événements'],
  accessRequests: ['Access requests', "Demandes d'accès"],
  availableActions: ['Available actions', 'Actions disponibles'],
  approve: ['Approve', 'Approuver'],
  decline: ['Decline', 'Refuser'],
  scope: ['Scope of access', "Portée de l'accès"],
  entireAccount: ['Entire Smart Account', 'Compte Smart entier'],
  selectedVirtualAccounts: ['Selected Virtual Accounts', 'Comptes virtuels sélectionnés'],
  userRole: ['User role', "Rôle de l'utilisateur"],
  reason: ['Reason', 'Motif'],
  // Roles
  saAdministrator: ['Smart Account Administrator', 'Administrateur du compte Smart'],
  saApprover: ['Smart Account Approver', 'Approbateur du compte Smart'],
  saUser: ['Smart Account User', 'Utilisateur du compte Smart'],
  saViewer: ['Smart Account Viewer', 'Lecteur du compte Smart'],
  vaAdministrator: ['Virtual Account Administrator', 'Administrateur de compte virtuel'],
  vaUser: ['Virtual Account User', 'Utilisateur de compte virtuel'],
  vaViewer: ['Virtual Account Viewer', 'Lecteur de compte virtuel'],
  // Types of accounts and of access, and who decides
  customer: ['Customer', 'Client'],
  holding: ['Holding', 'Holding'],
  smartAccount: ['Smart Account', 'Compte Smart'],
  fullSupport: ['Full support (contract)', 'Assistance complète (contrat)'],
  softwareDownload: ['Software download (contract)', 'Téléchargement de logiciels (contrat)'],
  smartAccountAdministrators: ['Smart Account Administrators', 'Administrateurs du compte Smart'],
  support: ['Support', 'Assistance'],
};

const inLanguage = (column) => Object.fromEntries(Object.entries(WORDS).map(([key, pair]) => [key, pair[column]]));

/** The labels of the product's pages, by language. */
export const LABELS = { en: inLanguage(0), fr: inLanguage(1) };

/** What each language calls itself. */
export const LANGUAGE_NAMES = { en: 'English', fr: 'Français' };

// Typographers' apostrophes, hyphens and spaces are as good as those of typewriters. Apostrophes and quotation marks are
// written as numbers: inside a selector the browser driver takes bare ones for the beginning of a string.
const loosely = (text) =>
  text
    .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    .replace(/['’]/g, '[\\x27’]')
    .replace(/"/g, '\\x22')
    .replace(/-/g, '[-‑]')
    .replace(/\s+/g, '\\s+');

/** Matches these words and no others. */
export const exactly = (text) => new RegExp(`^\\s*${loosely(text)}\\s*$`);

/** Matches what begins with these words: a tab with a number behind its name, a choice with its explanation. */
export const beginning = (text) => new RegExp(`^\\s*${loosely(text)}(?![\\p{L}\\p{N}])`, 'u');

/** Matches text that holds these words somewhere. */
export const containing = (text) => new RegExp(loosely(text));

// --- The product -----------------------------------------------------------------------------------------------------------

/** A fresh demo on a port of its own; `stop` it in the end. */
export const startDemo = () => start((port) => ['demo', '--port', String(port)]);

/** A fresh installation with nobody in it, as an operator starts it. */
export const startServe = () =>
  start(
    () => ['serve'],
    (port) => ({
      PARVIS_LISTEN: `127.0.0.1:${port}`,
      PARVIS_PUBLIC_URL: `http://127.0.0.1:${port}`,
      PARVIS_DATA: mkdtempSync(path.join(tmpdir(), 'parvis-')),
    }),
  );

async function start(commandLine, settings = () => ({})) {
  const binary = path.resolve(root, process.env.TEST_PARVIS_BINARY ?? 'target/debug/parvis');
  const port = await freePort();
  const logFile = path.join(logs, `parvis-${port}.log`);
  mkdirSync(logs, { recursive: true });
  const log = openSync(logFile, 'w');
  const ours = Object.entries(process.env).filter(([name]) => !name.startsWith('PARVIS_'));
  const set = settings(port);
  const env = { ...Object.fromEntries(ours), ...set };
  const child = spawn(binary, commandLine(port), { stdio: ['ignore', log, log], env, cwd: root });
  closeSync(log);
  let failure;
  child.on('error', (error) => (failure = error));
  const endWithUs = () => child.kill('SIGKILL');
  process.on('exit', endWithUs);

  const demo = {
    url: `http://127.0.0.1:${port}`,
    pages: [],
    /** What it has said that looks like this. */
    printed: (pattern) => pattern.exec(readFileSync(logFile, 'utf8'))?.[0],
    async stop() {
      await Promise.all(demo.pages.map((page) => page.context().close()));
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
        await ended;
        clearTimeout(late);
      }
      process.off('exit', endWithUs);
      if (set.PARVIS_DATA) rmSync(set.PARVIS_DATA, { recursive: true });
      assert.equal(child.signalCode, null, `it did not end by itself when asked to; see ${logFile}`);
    },
  };
  const deadline = Date.now() + 60_000;
  while (!(await isReady(demo.url))) {
    if (failure || child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`it did not get ready: ${failure?.message ?? readFileSync(logFile, 'utf8').slice(-2000)}`);
    }
    await pause(100);
  }
  return demo;
}

async function isReady(url) {
  try {
    return (await fetch(`${url}/readyz`)).status === 200;
  } catch {
    return false;
  }
}

async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

// --- The reader ------------------------------------------------------------------------------------------------------------

let launched;

function browser() {
  launched ??= chromium.launch({
    executablePath: process.env.TEST_CHROMIUM || '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-default-apps',
      '--disable-extensions',
      '--disable-sync',
      '--no-first-run',
      '--no-default-browser-check',
    ],
  });
  return launched;
}

/** To be called when all tests of a file are done. */
export async function closeBrowser() {
  await (await launched)?.close();
  launched = undefined;
}

const readers = new WeakMap();

/** A new browser, without cookies, of somebody who reads this language on such a screen. */
export async function open(demo, { language = 'en', javaScript = true, width = 1200, colorScheme = 'light' } = {}) {
  const context = await (await browser()).newContext({
    baseURL: demo.url,
    javaScriptEnabled: javaScript,
    locale: { en: 'en-GB', fr: 'fr-FR' }[language],
    timezoneId: 'Europe/Paris',
    viewport: { width, height: width < 600 ? 780 : 900 },
    colorScheme,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const problems = [];
  const reader = { language, javaScript, width, colorScheme, problems, status: undefined };
  readers.set(page, reader);
  demo.pages.push(page);

  const isOurs = (url) => new URL(url).origin === demo.url || /^(data|blob|about):/.test(url);
  page.on('request', (request) => {
    if (!isOurs(request.url())) problems.push(`a request to somebody else: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // Leaving a page ends what it was still asking for.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') {
      problems.push(`a request that failed: ${request.url()} (${request.failure()?.errorText})`);
    }
  });
  page.on('response', (response) => {
    const request = response.request();
    const isThePage = request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (isThePage) reader.status = response.status();
    if (response.status() >= (isThePage ? 500 : 400)) problems.push(`${response.status()} for ${response.url()}`);
  });
  page.on('console', (message) => {
    // Statuses are judged above; the browser reports even those of pages that refuse with good reason.
    const isAboutStatus = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isAboutStatus) problems.push(`on the console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`an error in a script: ${error.message}`));
  return page;
}

// --- Finding and doing -----------------------------------------------------------------------------------------------------

export const link = (place, label) => place.getByRole('link', { name: exactly(label) });
export const button = (place, label) => place.getByRole('button', { name: exactly(label) });
export const heading = (place, label) => place.getByRole('heading', { name: exactly(label) });
export const field = (place, label) => place.getByLabel(exactly(label));
export const radio = (place, label) => place.getByRole('radio', { name: beginning(label) });

/** The row of a table that holds all of these texts. */
export const row = (place, ...texts) =>
  texts.reduce((rows, text) => rows.filter({ hasText: text }), place.getByRole('row'));

/** Waits until something can be seen. */
export async function sees(page, ...things) {
  for (const thing of things) {
    const found = typeof thing === 'string' || thing instanceof RegExp ? page.getByText(thing) : thing;
    await found.filter({ visible: true }).first().waitFor();
  }
}

/** Fails if any of it can be seen. */
export async function seesNot(page, ...things) {
  for (const thing of things) assert.equal(await thing.filter({ visible: true }).count(), 0, `${thing} can be seen`);
}

/** What is wrong with the field, in the words that belong to it. */
export async function complaint(control) {
  await control.waitFor();
  assert.equal(await control.getAttribute('aria-invalid'), 'true', `${control} is not marked as wrong`);
  const words = await control.evaluate((element) =>
    ['aria-describedby', 'aria-errormessage']
      .flatMap((name) => (element.getAttribute(name) ?? '').split(/\s+/))
      .map((id) => document.getElementById(id)?.textContent.trim())
      .filter(Boolean)
      .join(' '),
  );
  assert.notEqual(words, '', `${control} does not say what is wrong`);
  return words;
}

/** Signs in as one of the demo's people, and stays with the reader's language whatever the profile prefers. */
export async function signIn(page, userId, labels) {
  if (new URL(page.url(), 'http://nowhere').pathname !== '/sign-in') await page.goto('/sign-in');
  await field(page, labels.userIdOrEmail).fill(userId);
  await field(page, labels.password).fill('parvis-demo');
  await button(page, labels.logIn).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await speak(page);
}

/** Chooses the reader's language on the page, if it is in another. */
export async function speak(page) {
  const { language } = readers.get(page);
  if ((await page.locator(':root').getAttribute('lang'))?.startsWith(language)) return;
  const name = new RegExp(`^${LANGUAGE_NAMES[language]}$`, 'i');
  const choice = page.getByRole('link', { name }).or(page.getByRole('button', { name })).filter({ visible: true });
  if ((await choice.count()) === 0) await page.getByText(/^\s*(Language|Langue)/).filter({ visible: true }).first().click();
  await choice.first().click();
  await page.locator(`:root[lang^=${language}]`).waitFor({ state: 'attached' });
}

/** Waits for what the worker does: the page shows it by itself where scripts run, else it is loaded again. */
export async function waits(page, javaScript, what) {
  if (javaScript) return what.waitFor();
  for (let n = 0; n < 40 && !(await what.count()); n++) {
    await page.waitForTimeout(300);
    await page.reload();
  }
  assert.ok(await what.count(), 'the worker is through with it');
}

/** Opens the menu of the profile button in the header, which bears the person's name. */
export async function openProfileMenu(page, name) {
  await page.getByRole('banner').getByText(name).filter({ visible: true }).first().click();
}

/**
 * Opens, in the demo's mailbox, the newest mail to this address about this, as soon as it has come. The demo's own mail is still
 * being written when it starts, so that what was urgent may be on a later page already.
 */
export async function openMail(page, to, about = /./) {
  const mails = page.getByRole('row').or(page.getByRole('listitem')).or(page.getByRole('article'));
  const mail = mails.filter({ hasText: to }).filter({ hasText: about });
  const next = page.locator('a[rel=next]');
  const deadline = Date.now() + 15_000;
  do {
    await page.goto('/demo/mail');
    while ((await mail.count()) === 0 && (await next.count()) > 0) await page.goto(await next.first().getAttribute('href'));
    if ((await mail.count()) > 0) break;
    await pause(250);
  } while (Date.now() < deadline);
  if ((await mail.count()) === 0) throw plainError(`no mail to ${to} about ${about}`);
  await mail.first().getByRole('link').first().click();
  await page.waitForURL((url) => url.pathname.startsWith('/demo/mail/'));
}

/** Where the only link of this kind leads; it may stand there several times. */
export async function theAddress(page, pattern) {
  const all = await page.getByRole('link').evaluateAll((links) => links.map((a) => a.href));
  const found = [...new Set(all.map((href) => new URL(href).pathname))].filter((href) => pattern.test(href));
  assert.equal(found.length, 1, `one address like ${pattern} among ${all.join(', ')}`);
  return found[0];
}

/** The text of the page's main part, white space evened out. */
export async function mainText(page) {
  return (await page.getByRole('main').innerText()).replace(/\s+/g, ' ').trim();
}

// --- Looking ---------------------------------------------------------------------------------------------------------------

/**
 * Looks at a page as the strictest reader would: accessibility by axe (WCAG 2.2 AA), nothing wrong on the console or on
 * the network, nothing from elsewhere, no scrolling sideways, the reader's language, no hole where a message belongs.
 * Keeps a picture. `refused` is for pages that say no, and may do so with a status of 400 to 499.
 */
export async function look(page, name, { refused = false } = {}) {
  const reader = readers.get(page);
  await page.waitForLoadState('load');
  const problems = reader.problems.splice(0);
  if (reader.status >= 400 && !refused) problems.push(`the status is ${reader.status}`);
  reader.status = undefined; // once looked at, the page may be worked on and looked at again
  problems.push(...(await wrongWithTheText(page, reader.language)), ...(await sideways(page)), ...(await axe(page)));

  const { language, javaScript, width, colorScheme } = reader;
  const picture = [language, javaScript ? 'script' : 'plain', width, colorScheme, name].join('-');
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: path.join(screenshots, `${picture}.png`), fullPage: true });
  appendFileSync(LOOKED_AT, `${language} ${javaScript ? 'script' : 'plain'} ${new URL(page.url()).pathname}\n`);
  if (problems.length > 0) {
    throw plainError(`${picture} (${page.url()}):\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

async function wrongWithTheText(page, language) {
  const { lang, title, text } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    text: document.body.innerText,
  }));
  const problems = [];
  if (!lang.startsWith(language)) problems.push(`the language is “${lang}”, not “${language}”`);
  if (/[\u2066-\u2069]/.test(title)) problems.push('isolation marks in the title');
  const hole = /No localization for id|\{\s*\$[\w-]+\s*\}|Unknown (variable|message)/.exec(`${title} ${text}`);
  if (hole) problems.push(`a message that was not put in: ${hole[0]}`);
  return problems;
}

async function sideways(page) {
  const { excess, culprits } = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element) => element && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
    return {
      excess: document.documentElement.scrollWidth - width,
      culprits: [...document.body.querySelectorAll('*')]
        .filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element.parentElement))
        .map((element) => `<${element.localName} class="${element.getAttribute('class') ?? ''}">`)
        .slice(0, 5),
    };
  });
  return excess > 0 ? [`scrolls sideways by ${excess} px: ${culprits.join(', ')}`] : [];
}

const AXE_OPTIONS = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  resultTypes: ['violations'],
  preload: false,
  iframes: false,
};

// Where scripts are off, the browser runs what a test asks for but no timer, and axe lives on timers. So it gets a
// `setTimeout` of its own that only makes a list, and the list is worked off from here, on every page in the same way.
async function axe(page) {
  await page.evaluate(
    `(() => { globalThis.axeTasks = []; const setTimeout = (task) => globalThis.axeTasks.push(task); ${axeSource} })()`,
  );
  await page.evaluate((options) => {
    globalThis.axe.run(document, options, (error, results) => {
      globalThis.axeAnswer = {
        error: error ? String(error.message ?? error) : null,
        violations: (results?.violations ?? []).map(({ id, impact, help, nodes }) => ({
          id,
          impact,
          help,
          nodes: nodes.map(({ target, failureSummary, html }) => ({ target: target.join(' '), failureSummary, html })),
        })),
      };
    });
  }, AXE_OPTIONS);
  for (let round = 0; round < 1000; round++) {
    const answer = await page.evaluate(() => {
      while (globalThis.axeTasks.length > 0) globalThis.axeTasks.shift()();
      return globalThis.axeAnswer;
    });
    if (answer) {
      await page.evaluate(() => ['axe', 'axeTasks', 'axeAnswer'].forEach((name) => delete globalThis[name]));
      return answer.error ? [`axe gave up: ${answer.error}`] : answer.violations.map(readable);
    }
  }
  return ['axe did not come to an end'];
}

function readable({ id, impact, help, nodes }) {
  const places = nodes
    .slice(0, 5)
    .map(({ target, failureSummary, html }) => `      ${target}\n        ${html.slice(0, 160)}\n        ${failureSummary.replace(/\s*\n\s*/g, ' ')}`);
  const more = nodes.length > 5 ? `\n      and ${nodes.length - 5} more` : '';
  return `axe: ${help} (${id}, ${impact})\n${places.join('\n')}${more}`;
}

// --- Telling ---------------------------------------------------------------------------------------------------------------

/** Steps that build on one another: after one has failed, the others fail at once and say so. */
export function story(t, demo) {
  let broken;
  return (name, body) =>
    t.test(name, async () => {
      if (broken) throw plainError(`not reached: “${broken}” failed`);
      try {
        await body();
      } catch (error) {
        broken = name;
        await picturesOf(demo, name);
        throw error;
      }
    });
}

// An error whose message says all there is to say.
function plainError(message) {
  const error = new Error(message);
  error.stack = message;
  return error;
}

async function picturesOf(demo, name) {
  mkdirSync(screenshots, { recursive: true });
  for (const [number, page] of demo.pages.entries()) {
    const file = `failed-${name.replace(/[^\w]+/g, '-')}-${number}.png`;
    await page.screenshot({ path: path.join(screenshots, file), fullPage: true }).catch(() => {});
  }
}
