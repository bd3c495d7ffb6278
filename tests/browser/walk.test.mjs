// Walks through the demonstration as everybody in it: whatever a page leads to must be there for whoever is led there.
//
// Every link of every page is followed, in both languages; the first pages of each kind are opened in a browser as well, where
// scripts, the policy of the page and its width on a telephone show. Nothing is changed but the language.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LABELS, closeBrowser, open, signIn, startDemo } from './support.mjs';

const PEOPLE = [undefined, 'camille', 'amina', 'bruno', 'chen', 'dora', 'ines', 'sam', 'olga', 'victor'];
/** As many pages of one kind are opened by one person; the others are like them. */
const MOST_OF_A_KIND = 6;
/** As many of them in the browser. */
const MOST_SEEN = 1;
const MOST_BYTES = 120_000;
/** Addresses that end something, or whose answer is a file. */
const LEFT_ALONE = /^\/(assets|unsubscribe)\/|\/export|^\/unsubscribe/;

/** The kind of page an address leads to: what stands for something particular is taken out. */
const kind = (address) =>
  address
    .replace(/\b[a-z]{2,5}_[0-9a-f-]{20,}/g, '{id}')
    .replace(/\/accounts\/[^/?]+\.[^/?]+/, '/accounts/{domain}')
    .replace(/=[^&]*/g, '=…');

let demo;
before(async () => (demo = await startDemo()));
after(async () => {
  await demo?.stop();
  await closeBrowser();
});

const walked = { pages: 0, kinds: new Set() };

for (const who of PEOPLE) {
  for (const language of ['en', 'fr']) {
    test(`${who ?? 'a stranger'} is led to nothing that is not there (${language})`, async () => {
      const page = await open(demo, { language });
      if (who) await signIn(page, who, LABELS[language]);
      const faults = await walk(page, language);
      await page.context().close();
      demo.pages.splice(demo.pages.indexOf(page), 1);
      assert.deepEqual(faults, []);
    });
  }
}

test('the walk was a long one', (t) => {
  t.diagnostic(`${walked.pages} pages of ${walked.kinds.size} kinds`);
  assert.ok(walked.pages > 1000, `${walked.pages} pages`);
  assert.ok(walked.kinds.size > 80, `${walked.kinds.size} kinds of pages`);
});

/** Follows every link from the home page on. Out: what is wrong, a line for each. */
async function walk(page, language) {
  const faults = [];
  const times = new Map();
  const from = new Map([['/', 'the start']]);
  for (const [address, origin] of from) {
    const like = kind(address);
    const time = (times.get(like) ?? 0) + 1;
    times.set(like, time);
    if (time > MOST_OF_A_KIND) continue;
    const say = (what) => faults.push(`${address}, to which ${origin} leads: ${what}`);
    const headers = { 'accept-language': language };
    const answer = await page.request.get(demo.url + address, { headers, maxRedirects: 5 });
    walked.pages++;
    walked.kinds.add(like);
    if (answer.status() >= 400) {
      say(`status ${answer.status()}`);
      continue;
    }
    if (!answer.headers()['content-type']?.startsWith('text/html')) continue;
    const html = await answer.text();
    if (html.length > MOST_BYTES) say(`${html.length} bytes`);
    for (const what of wrongWith(html, language)) say(what);
    if (time <= MOST_SEEN) for (const what of await seenInBrowser(page, address)) say(what);
    for (const next of links(html, address)) if (!from.has(next)) from.set(next, address);
  }
  return faults;
}

function wrongWith(html, language) {
  const wrong = [];
  if (!new RegExp(`<html[^>]* lang="${language}`).test(html)) wrong.push(`not in ${language}`);
  if (!/<title>[^<]*\S[^<]*<\/title>/.test(html)) wrong.push('without a title');
  const headings = html.split(/<h1[\s>]/).length - 1;
  if (headings !== 1) wrong.push(`${headings} first headings`);
  const key = />\s*([a-z]+(?:-[a-z]+){2,})\s*</.exec(html.replace(/<(code|pre|style|script)[\s>].*?<\/\1>/gs, ''));
  if (key && !/class="id"/.test(html.slice(Math.max(0, key.index - 80), key.index))) wrong.push(`a key in place of words: ${key[1]}`);
  return wrong;
}

/** Where the page leads within the installation. */
function links(html, address) {
  return [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)]
    .map(([, href]) => new URL(href.replace(/&amp;|&#38;/g, '&'), demo.url + address))
    .filter((url) => url.origin === demo.url && !LEFT_ALONE.test(url.pathname))
    .map((url) => url.pathname + url.search);
}

/** What only shows where the page is really shown: faults of scripts, and a page wider than a telephone. */
async function seenInBrowser(page, address) {
  const wrong = [];
  const heard = (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) wrong.push(message.text());
  };
  const failed = (error) => wrong.push(error.message);
  page.on('console', heard);
  page.on('pageerror', failed);
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(address);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > 320) wrong.push(`${width} px wide on a screen of 320`);
  page.off('console', heard);
  page.off('pageerror', failed);
  return wrong;
}
