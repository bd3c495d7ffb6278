// Requests before they are decided: the queue with its filters and keys, several at once, questions and answers, proposals.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { LABELS, LANGUAGE_NAMES, closeBrowser, look, open, signIn, startDemo } from './support.mjs';

after(closeBrowser);

const QUEUE = '/accounts/lumen.example/requests';

const SAID = {
  en: {
    words: 'Name, organisation, user ID or e-mail',
    approve: 'Approve selected',
    decline: 'Decline selected',
    ask: 'Ask the requester for more',
    pass: 'Pass it on, or take it',
    comments: 'Comments among those who decide',
    propose: 'Propose something else',
    accept: 'Accept the proposal',
    off: 'Turn these keys off',
  },
  fr: {
    words: 'Nom, organisation, identifiant ou adresse e-mail',
    approve: 'Approuver la sélection',
    decline: 'Refuser la sélection',
    ask: 'Demander des précisions au demandeur',
    pass: 'La confier, ou s’en charger',
    comments: 'Commentaires entre décideurs',
    propose: 'Proposer autre chose',
    accept: 'Accepter la proposition',
    off: 'Désactiver ces touches',
  },
};

/** Opens a part of the page that is folded away, and looks at it. */
async function unfolds(page, label) {
  await page.locator('summary', { hasText: label }).click();
}

/** Sends the form that goes to an address with this end. */
async function sends(page, end, typed) {
  const form = page.locator(`form[action$="${end}"]`);
  for (const [id, value] of Object.entries(typed)) await form.locator(`#${id}`).fill(value);
  await form.getByRole('button').last().click();
}

/** Opens the request of somebody from the queue. */
async function openRequest(page, name) {
  await page.goto(QUEUE);
  await page.getByRole('row').filter({ hasText: name }).getByRole('link').last().click();
}

for (const [language, javaScript, width] of [['en', true, 1200], ['fr', false, 320]]) {
  test(`requests are talked about in ${LANGUAGE_NAMES[language]}, ${width} px`, async () => {
    const [labels, said] = [LABELS[language], SAID[language]];
    const demo = await startDemo();
    try {
      const amina = await open(demo, { language, javaScript, width });
      await signIn(amina, 'amina', labels);
      await amina.goto(QUEUE);
      await look(amina, '70-queue');
      if (javaScript) await keysWork(amina, said);
      await amina.goto(`${QUEUE}?words=zzz&status=pending`);
      await look(amina, '70-queue-nothing-found');

      await openRequest(amina, 'Elin');
      for (const part of [said.ask, said.pass, said.comments]) await unfolds(amina, part);
      await look(amina, '71-request-to-talk-about');
      await sends(amina, '/comments', { comment: 'I met her at the fair in Lyon.' });
      await unfolds(amina, said.ask);
      await sends(amina, '/questions', { question: 'Why?' });
      await look(amina, '71-question-too-short', { refused: true });
      await sends(amina, '/questions', { question: 'Which branch offices do you move first?' });
      await look(amina, '71-question-asked');

      const elin = await open(demo, { language, javaScript, width });
      await signIn(elin, 'elin', labels);
      await elin.goto('/access/services');
      await look(elin, '72-requests-of-ones-own');
      await elin.locator('a[href$="#turn"]').first().click();
      await look(elin, '72-question');
      assert.ok(!(await elin.content()).includes('fair in Lyon'), 'a comment among administrators is for them alone');
      await sends(elin, '/answers', { answer: 'Brest' });
      await look(elin, '72-answer-too-short', { refused: true });
      await sends(elin, '/answers', { answer: 'Brest first, then all the others.' });
      await look(elin, '72-answered');

      await openRequest(amina, 'Elin');
      await amina.getByLabel(said.propose).check();
      await amina.locator('input[name=scope][value=entire]').check();
      await amina.locator('#role').selectOption('sa-viewer');
      await amina.locator('#why').fill('Look around first; we talk again in March.');
      await look(amina, '73-proposing');
      await amina.locator('form[action$="/decision"]').getByRole('button').first().click();
      await look(amina, '73-proposed');
      await elin.goto('/access/services');
      await elin.locator('a[href$="#turn"]').first().click();
      await look(elin, '74-proposal');
      await elin.getByRole('button', { name: said.accept }).click();
      await look(elin, '74-accepted');

      await amina.goto(QUEUE);
      for (const box of await amina.getByRole('checkbox').all()) await box.check();
      await amina.getByRole('button', { name: said.approve }).click();
      await look(amina, '75-several');
      await amina.locator('form[action$="/decisions"]').getByRole('button').last().click();
      await look(amina, '75-several-decided');
    } finally {
      await demo.stop();
    }
  });
}

/** j and k move from row to row, x selects, Enter opens; all of it can be turned off. */
async function keysWork(page, said) {
  const focused = () => page.evaluate(() => document.activeElement.closest('tr')?.rowIndex ?? 0);
  await page.keyboard.press('j');
  assert.equal(await focused(), 1);
  await page.keyboard.press('j');
  assert.equal(await focused(), 2);
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  assert.ok(await page.locator('tbody').getByRole('checkbox').first().isChecked());
  await page.getByRole('button', { name: said.off }).click();
  await page.locator('tbody a').nth(1).focus();
  await page.keyboard.press('x');
  assert.equal(await page.locator('tbody').getByRole('checkbox', { checked: true }).count(), 1);
  await page.reload();
  await page.keyboard.press('j');
  assert.equal(await focused(), 0, 'turned off stays turned off');
  await look(page, '70-queue-keys-off');
}

for (const [language, javaScript, width] of [['fr', true, 1200], ['en', false, 320]]) {
  test(`rules are rehearsed and saved in ${LANGUAGE_NAMES[language]}, ${width} px`, async () => {
    const labels = LABELS[language];
    const demo = await startDemo();
    try {
      const amina = await open(demo, { language, javaScript, width });
      await signIn(amina, 'amina', labels);
      await amina.goto('/accounts/lumen.example/automation');
      await look(amina, '80-rules');
      await amina.goto('/accounts/lumen.example/automation/new');
      await look(amina, '81-new-rule');
      await rehearse(amina);
      await look(amina, '81-new-rule-refused', { refused: true });
      await amina.locator('#name').fill('Ateliers');
      await amina.locator('#domain').fill('example');
      await rehearse(amina);
      await look(amina, '81-new-rule-refused-again', { refused: true });
      await amina.locator('#domain').fill('atelier.example');
      await amina.locator('#approve').check();
      await amina.locator('#entire').check();
      await amina.locator('#role').selectOption('sa-viewer');
      await amina.locator('#days').fill('30');
      await rehearse(amina);
      await look(amina, '82-rehearsal');
      await amina.locator('form[method=post]').getByRole('button').last().click();
      await look(amina, '83-rules');
      await amina.getByRole('cell').getByRole('link').first().click();
      await look(amina, '84-change-a-rule');
    } finally {
      await demo.stop();
    }
  });
}

async function rehearse(page) {
  await page.locator('form[action$="/rehearsal"]').getByRole('button').last().click();
}
