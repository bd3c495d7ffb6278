// Creating an account, and the operators' side of accounts and people.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { LABELS, LANGUAGE_NAMES, closeBrowser, look, open, openMail, signIn, startDemo } from './support.mjs';

after(closeBrowser);

async function visit(page, path, options) {
  await page.goto(path);
  await look(page, `7-${path.replace(/\W+/g, '-')}`, options);
}

const main = (page) => page.getByRole('main');

for (const [language, javaScript] of [['en', false], ['fr', true]]) {
  test(`asking for an account and deciding about it, in ${LANGUAGE_NAMES[language]}`, async () => {
    const labels = LABELS[language];
    const demo = await startDemo();
    try {
      for (const width of [1200, 320]) {
        const page = await open(demo, { language, javaScript, width });
        await signIn(page, width === 320 ? 'elin' : 'camille', labels);
        await visit(page, '/access/smart-accounts');
        await visit(page, '/accounts/new');
        await main(page).locator('button[value=review]').click();
        await look(page, '70-refused', { refused: true });
        await page.locator('input[value=nominee]').check();
        await page.locator('#nominee').fill(`boss${width}@brand.example`);
        await page.locator('#domain').fill(`annexe${width}.lumen.example`);
        await page.locator('#reason').fill('We are a part of Lumen.');
        await main(page).locator('button[value=review]').click();
        await look(page, '71-review');
        await main(page).locator('button[value=send]').click();
        await page.waitForURL('**/accounts/new/cre_*');
        await look(page, '72-waiting');

        // Letters to others have no links while somebody is logged in.
        const post = await open(demo, { language, javaScript, width });
        await openMail(post, 'amina@lumen.example', `annexe${width}.lumen.example`);
        const below = await main(post).locator('a[href*="/creations/"]').first().getAttribute('href');
        const amina = await open(demo, { language, javaScript, width });
        await signIn(amina, 'amina', labels);
        await amina.goto(below);
        await look(amina, '72-below-ours');
        // A nominee is asked where no operator has to approve first.
        await page.goto('/accounts/new');
        await page.locator('input[value=nominee]').check();
        await page.locator('#nominee').fill(`head${width}@brand.example`);
        await page.locator('#reason').fill('We need an account of our own.');
        await main(page).locator('button[value=review]').click();
        await main(page).locator('button[value=send]').click();
        await page.waitForURL('**/accounts/new/cre_*');
        await openMail(page, `head${width}@brand.example`, /./);
        await main(page).locator('a[href*="/accounts/authorisation"]').first().click();
        await look(page, '72-authorise');

        const olga = await open(demo, { language, javaScript, width });
        await signIn(olga, 'olga', labels);
        for (const path of ['/operator', '/operator/creations', '/operator/people', '/operator/accounts?q=lumen', '/operator/events']) await visit(olga, path);
        await visit(olga, '/operator/people?q=nobody');
        await olga.goto('/operator/creations');
        await main(olga).getByRole('row').getByRole('link').first().click();
        await look(olga, '73-creation');
        await main(olga).locator('form[action$=refusal] button').click();
        await look(olga, '73-creation-refused', { refused: true });
        await olga.goto('/operator/accounts?q=quartz');
        await main(olga).getByRole('row').getByRole('link').first().click();
        await look(olga, '74-account');
        await main(olga).locator('a[href$=suspension]').click();
        await look(olga, '74-suspend');
        await olga.goto('/operator/people?q=dora');
        await main(olga).getByRole('row').getByRole('link').first().click();
        await look(olga, '75-person');
        await main(olga).locator('a[href$=deactivation]').click();
        await look(olga, '75-deactivate');
        // Dora is the only administrator of her account, so nothing is offered.
        assert.equal(await main(olga).locator('form').count(), 0);
        if (width === 320) {
          await olga.goto('/operator/people?q=gwen');
          await main(olga).getByRole('row').getByRole('link').first().click();
          await main(olga).locator('a[href$=deactivation]').click();
          await main(olga).locator('form[action$=deactivation] button').click();
          await main(olga).locator('a[href$=erasure]').click();
          await look(olga, '75-erase');
          await main(olga).locator('form[action$=erasure] button').click();
          await look(olga, '75-erase-refused', { refused: true });
          await main(olga).locator('#user_id').fill('gwen');
          await main(olga).locator('form[action$=erasure] button').click();
          await look(olga, '75-erased');
        }
      }
    } finally {
      await demo.stop();
    }
  });
}
