// What a browser that has never been here loads for a page, in which order, and whether anything moves while it comes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LABELS, closeBrowser, open, signIn, startDemo } from './support.mjs';

/** The page, the style sheet, the font, the script and the icon. */
const MOST_REQUESTS = 5;
/** Bytes of the page and all it loads, compressed. */
const MOST_BYTES = 48 * 1024;

const QUEUE = '/accounts/lumen.example/requests';
const PAGES = [
  [undefined, '/'],
  [undefined, '/sign-in'],
  [undefined, '/sign-up'],
  ['camille', '/'],
  ['camille', '/access/services'],
  ['camille', '/access/requests/new'],
  ['camille', '/access/requests/new?identifier=lumen.example'],
  ['camille', '/access/cases/new'],
  ['amina', QUEUE],
  ['amina', '/accounts/lumen.example/users'],
  ['amina', '/accounts/lumen.example/properties'],
];

let demo;
const cookies = new Map();
before(async () => {
  demo = await startDemo();
  for (const who of ['camille', 'amina']) {
    const page = await open(demo);
    await signIn(page, who, LABELS.en);
    cookies.set(who, await page.context().cookies());
    if (who === 'amina') await setAccent(page, '150');
  }
});
after(async () => {
  await demo?.stop();
  await closeBrowser();
});

/** A browser that knows who somebody is, and has kept nothing else. */
async function cold(who, options) {
  const page = await open(demo, options);
  if (who) await page.context().addCookies(cookies.get(who));
  return page;
}

async function setAccent(page, degrees) {
  await page.goto('/accounts/lumen.example/properties');
  await page.locator('#accent').fill(degrees);
  await page.locator('form', { has: page.locator('#accent') }).getByRole('button').last().click();
  await page.waitForURL('**/properties');
}

async function closes(page) {
  await page.context().close();
  demo.pages.splice(demo.pages.indexOf(page), 1);
}

/** Opens a page and notes each request: address, what asked for it, and how many bytes came. */
async function watched(page, path) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const requests = new Map();
  session.on('Network.requestWillBeSent', ({ requestId, request, initiator }) => {
    // A drawing of the browser's own, such as that of a calendar, is in itself.
    if (request.url.startsWith('data:')) return;
    requests.set(requestId, { address: new URL(request.url).pathname, asker: initiator, bytes: 0 });
  });
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (requests.has(requestId)) requests.get(requestId).coding = response.headers['content-encoding'];
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (requests.has(requestId)) requests.get(requestId).bytes = encodedDataLength;
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  return [...requests.values()];
}

for (const [who, path] of PAGES) {
  test(`${path} comes to ${who ?? 'a stranger'} in five requests, none of which waits for another but the page`, async (t) => {
    const page = await cold(who);
    const requests = await watched(page, path);
    const icon = new URL(await page.locator('link[rel=icon]').getAttribute('href'), demo.url).pathname;
    const others = requests.filter(({ address }) => address !== icon);
    for (const { address, bytes, coding } of requests) t.diagnostic(`${address}: ${bytes} bytes ${coding ?? ''}`);
    assert.equal(new URL(page.url()).pathname, path.split('?')[0]);
    // A browser that draws no tabs asks for no icon: it is counted all the same.
    assert.ok(others.length + 1 <= MOST_REQUESTS, others.map(({ address }) => address).join(', '));
    for (const { address, asker } of others.slice(1)) {
      assert.equal(asker.url, page.url(), `${address} was found by ${asker.type} in ${asker.url}`);
    }
    const ends = others.map(({ address }) => address.replace(/.*\./, '.'));
    assert.deepEqual(ends.slice(1).sort(), ['.css', '.js', '.woff2']);
    const sum = others.reduce((all, { bytes }) => all + bytes, 0);
    assert.ok(sum > 10_000 && sum < MOST_BYTES, `${sum} bytes`);
    for (const { address, coding } of others) {
      assert.equal(coding === undefined, address.endsWith('.woff2'), `${address} is compressed by ${coding}`);
    }
    await closes(page);
  });
}

/** How far things that can be seen were moved since the page was opened, as the layout instability metric has it. */
const moved = (page) =>
  page.evaluate(
    () =>
      new Promise((tell) => {
        const shifts = [];
        new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
        // Two frames: what was drawn last has been accounted for.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
          const where = shifts.flatMap(({ value, sources }) =>
            sources.map(({ node }) => `${value.toFixed(4)} <${node?.localName ?? node?.nodeName} class="${node?.className ?? ''}">`));
          tell({ sum: shifts.reduce((all, { value }) => all + value, 0), where });
        }, 50)));
      }),
  );

for (const isLate of [false, true]) {
  for (const width of [1200, 390]) {
    test(`nothing moves ${isLate ? 'when font and script are late' : 'while a page comes'} (${width} px)`, async () => {
      for (const [who, path] of PAGES) {
        const page = await cold(who, { width });
        if (isLate) {
          await page.route('**/*.{woff2,js}', async (route) => {
            await new Promise((passed) => setTimeout(passed, 400));
            await route.continue();
          });
        }
        await page.goto(path);
        const { sum, where } = await moved(page);
        assert.ok(sum < 0.01, `${path} for ${who}: ${sum}\n${where.join('\n')}`);
        await closes(page);
      }
    });
  }
}

test('what does move is found', async () => {
  const page = await cold();
  await page.goto('/help', { waitUntil: 'networkidle' });
  await page.evaluate(() => {
    const high = document.createElement('div');
    high.style.height = '300px';
    document.body.prepend(high);
  });
  const { sum, where } = await moved(page);
  assert.ok(sum > 0.05 && where.length > 0, `${sum}`);
  await closes(page);
});

test('the digits in the classes of a page come to its hue', async () => {
  const page = await cold('amina');
  await page.goto(QUEUE);
  assert.equal(await page.locator(':root').getAttribute('class'), 'h1 t5 u0');
  const colour = () => page.evaluate(() => getComputedStyle(document.querySelector('.brand svg')).color);
  const seen = new Set();
  for (const hue of [0, 7, 30, 99, 150, 232, 300, 359]) {
    await page.evaluate((degrees) => {
      const [hundreds, tens, ones] = String(degrees).padStart(3, '0');
      document.documentElement.removeAttribute('style');
      document.documentElement.className = `h${hundreds} t${tens} u${ones}`;
    }, hue);
    const byDigits = await colour();
    await page.evaluate((degrees) => {
      document.documentElement.className = '';
      document.documentElement.style.setProperty('--accent-hue', degrees);
    }, hue);
    assert.equal(byDigits, await colour(), `${hue} degrees`);
    seen.add(byDigits);
  }
  assert.equal(seen.size, 8);
  await closes(page);
});
