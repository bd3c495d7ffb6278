// Whether the other browser tests, run before this one, have looked at every page there is: in both languages, with scripts
// and without.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LOOKED_AT } from './support.mjs';

// Answers that are no pages: files, figures, and addresses that only lead on.
const NO_PAGES = [
  '/accounts/{domain}',
  '/accounts/{domain}/events/export',
  '/accounts/{domain}/groups/{id}/deletion/progress',
  '/accounts/{domain}/requests/pending-count',
  '/accounts/{domain}/reviews/{id}/export',
  '/accounts/{domain}/reviews/{id}/progress',
  '/accounts/{domain}/uploads/{id}/faults',
  '/accounts/{domain}/uploads/{id}/progress',
  '/accounts/{domain}/uploads/{id}/result',
  '/accounts/{domain}/users/export.csv',
  '/accounts/{domain}/users/export.xlsx',
  '/accounts/{domain}/virtual-accounts/{id}/deletion/progress',
  '/assets/{version}/{*file}',
  '/healthz',
  '/operator/events/export',
  '/readyz',
  '/contact/case/attachments/{attachment}',
  '/support/cases/{id}/attachments/{attachment}',
  '/support/contracts/export',
  '/support/contracts/imports/{id}/faults',
  '/support/contracts/imports/{id}/progress',
  '/support/contracts/imports/{id}/result',
];

const server = fileURLToPath(new URL('../../crates/server/src/', import.meta.url));
const files = ['router.rs', ...readdirSync(join(server, 'routes')).map((file) => join('routes', file))];
const source = files.map((file) => readFileSync(join(server, file), 'utf8')).join('\n');
const routes = [...source.matchAll(/"(\/[^"]*)",\s*get\(/g)].map(([, route]) => route);
const holes = (route) => route.split('{').length;
const patterns = routes
  .sort((one, other) => holes(one) - holes(other))
  .map((route) => ({ route, pattern: new RegExp(`^${route.replace(/\{[^}]*\}/g, '[^/]+')}$`) }));
const looks = readFileSync(LOOKED_AT, 'utf8').trim().split('\n').map((line) => {
  const [language, scripts, path] = line.split(' ');
  return { language, scripts, route: patterns.find(({ pattern }) => pattern.test(path))?.route };
});

test('the routes are read', () => {
  assert.ok(routes.length > 80, `${routes.length} routes that answer GET`);
  assert.deepEqual(NO_PAGES.filter((route) => !routes.includes(route)), []);
});

for (const [what, is] of Object.entries({
  'in English': ({ language }) => language === 'en',
  'in French': ({ language }) => language === 'fr',
  'with scripts': ({ scripts }) => scripts === 'script',
  'without scripts': ({ scripts }) => scripts === 'plain',
})) {
  test(`every page was looked at ${what}`, () => {
    const seen = new Set(looks.filter(is).map(({ route }) => route));
    assert.deepEqual(routes.filter((route) => !NO_PAGES.includes(route) && !seen.has(route)).sort(), []);
  });
}
