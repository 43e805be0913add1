// The review page: verdicts by keys, corrections by pointer and by keys, additions, agreement; against answers made here.
import { expect, test } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { article } from '../src/pages/reader/model';
import { blank, changes, draftOf, missing, payload, placed } from '../src/pages/review/draft';
import { moved, snap } from '../src/pages/review/spans';
import { serious } from './axe';
import { ACTORS, ARREST, DENIED, DOCUMENT, LABEL, LONG, RECORDS, SENTENCES, TEXT, drag, fact, s, serve, verdicts } from './review-server';

const SHOTS = 'test-results/screenshots';
mkdirSync(SHOTS, { recursive: true });

test.describe('a draft', () => {
  const it = article({ reading: { document: DOCUMENT, actors: ACTORS, events: [ARREST, DENIED], labels: [LABEL], ties: [] } as never, sentences: SENTENCES.map((each) => s(each)) });
  const of = (id: string) => it.records.find((r) => r.id === id)!;
  test('says what the record says, in code points', () => {
    for (const { it: record } of RECORDS) {
      const rec = of(record.id);
      expect(payload(draftOf(rec), it, rec.it)).toEqual(record);
    }
  });
  test('knows what was changed and what is missing', () => {
    const rec = of(ARREST.id);
    const draft = draftOf(rec);
    draft.recipient.push({ span: null, actor: null });
    expect(changes(draft, draftOf(rec))).toEqual([]);
    draft.mode = 'seize';
    draft.chain[1]!.act = 'doubts';
    expect(changes(draft, draftOf(rec))).toEqual(['mode', 'chain']);
    expect(payload(draft, it, rec.it)).not.toHaveProperty('cameo');
    expect(missing(blank('event'))).toEqual(['words of the act', 'the type']);
    expect(placed(it, 'event', rec.it).sentence).toBe(rec.sentence);
  });
  test('takes whole words', () => {
    const at = TEXT.indexOf('police');
    expect(snap(it, at + 2, at + 2)).toEqual([at, at + 6]);
    expect(snap(it, at + 6, at + 6)).toEqual([at, at + 6]);
    expect(it.text.slice(...snap(it, at + 3, at + 9)!)).toBe('police had');
    expect(it.text.slice(...moved(it, [at, at + 6], 'end+'))).toBe('police had');
    expect(moved(it, [at, at + 6], 'end-')).toEqual([at, at + 6]);
    expect(it.text.slice(...moved(it, [at, at + 6], 'start-'))).toBe('that police');
    expect(it.text.slice(...moved(it, [at, at + 6], 'on'))).toBe('had');
  });
});

test('verdicts by keys: the next record comes at once, undo and back', async ({ page }) => {
  const { sent } = await serve(page, { name: '' });
  await page.goto('/review');
  await page.getByLabel('Your name or initials').fill('Ann');
  await page.keyboard.press('Enter');
  const panel = page.locator('.record .careful');
  await expect(panel).toContainText('The Courier reports that the State Department states that there was an arrest');
  await expect(page).toHaveURL(/record=aaaa/);
  await page.keyboard.press('m');
  await page.keyboard.type('plain x');
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await expect(panel).toContainText('denies an arrest');
  await expect(page.getByText('1 of 3 judged')).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.locator('.record .careful')).toContainText('applies the label');
  await page.keyboard.press('u');
  await expect(panel).toContainText('denies an arrest');
  await page.keyboard.press('k');
  await expect(page.getByText('You accepted this.')).toBeVisible();
  await expect(page.getByLabel(/^Note/)).toHaveValue('plain x');
  await page.keyboard.press('n');
  await page.keyboard.press('j');
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { name: 'The end of this queue' })).toBeVisible();
  await expect(page.getByText('2 passed over.')).toBeVisible();
  await page.keyboard.press('k');
  await expect(panel).toContainText('applies the label');
  expect(verdicts(sent)).toEqual([['/review', ARREST.id, 'accept'], ['/review', DENIED.id, 'reject'], ['/review/undo', 2, undefined]]);
  expect(sent[0]!.body.note).toBe('plain x');
  await page.reload();
  await expect(page.getByText('as Ann')).toBeVisible();
});

test('a correction by keys alone', async ({ page }) => {
  const { sent } = await serve(page);
  await page.goto(`/review?record=${ARREST.id}`);
  await expect(page.locator('.record .careful')).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.locator('#trigger')).toBeFocused();
  const recipient = page.locator('#recipient-0');
  await recipient.focus();
  await page.keyboard.press('Enter');
  await expect(recipient).toHaveAttribute('aria-pressed', 'true');
  // "14 members" becomes "members of the Dawn Front".
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(recipient).toContainText('members of the Dawn Front');
  await expect(page.locator('.role-armed').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(recipient).toHaveAttribute('aria-pressed', 'false');
  await page.getByLabel('Certainty').focus();
  await page.keyboard.press('p');
  await expect(page.getByText('2 fields changed.')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.record .careful')).toContainText('denies an arrest');
  expect(sent).toHaveLength(1);
  const { id, ...right } = { ...ARREST, recipient: [{ actor: 'a3', span: s('members of the Dawn Front') }], factuality: { ...fact, certainty: 'probable' } };
  expect(sent[0]!.body).toMatchObject({ reviewer: 'Ann', record: id, verdict: 'correct', right });
  // Changes are not thrown away by one key.
  await page.keyboard.press('k');
  await expect(page.getByText('You corrected this.')).toBeVisible();
  await page.keyboard.press('c');
  await page.getByLabel('Mode').selectOption('seize');
  await page.locator('#trigger').focus();
  await page.keyboard.press('Escape');
  await expect(page.getByText('once more throws the changes away')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('You corrected this.')).toBeVisible();
});

test('a correction by pointer: words are dragged over, the actor follows, a field is put back', async ({ page }) => {
  const { sent, state } = await serve(page);
  await page.goto(`/review?record=${ARREST.id}`);
  await page.getByRole('button', { name: /^Correct/ }).click();
  await page.locator('#recipient-0').click();
  await drag(page, 'embers of the Dawn Fron');
  await expect(page.locator('#recipient-0')).toContainText('“members of the Dawn Front”');
  await expect(page.getByLabel('Recipient: which actor')).toHaveValue('a3');
  // A direction control before the words counts as the one character that it is.
  await page.getByRole('button', { name: '+ actor' }).click();
  await page.locator('#actor-1').click();
  await drag(page, 'as ever');
  await expect(page.locator('#actor-1')).toContainText('“as ever”');
  await page.getByRole('button', { name: 'Remove Actor 2' }).click();

  await page.locator('#trigger').click();
  await drag(page, 'police');
  await expect(page.getByText('changed; the program gave: “arrested”')).toBeVisible();
  await page.getByRole('button', { name: 'Put back Words of the act' }).click();
  await expect(page.locator('#trigger')).toContainText('“arrested”');

  await page.getByRole('button', { name: '+ place' }).click();
  await page.locator('#place-span').click();
  await drag(page, 'Paris');
  await expect(page.getByText('in Paris, Ile-de-France, FRA', { exact: true })).toBeVisible();
  await page.getByRole('group', { name: 'Date' }).getByLabel('from').fill('2024-05');
  await page.getByRole('group', { name: 'Date' }).getByLabel('from').press('Tab');

  await page.getByRole('button', { name: '+ speaker inside' }).click();
  await expect(page.getByText('Still to say: the words of speaker 3.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Save the correction/ })).toBeDisabled();
  await page.locator('#holder-2').click();
  await drag(page, 'Norland denied');
  await page.getByRole('button', { name: 'end back by a word' }).click();
  await expect(page.getByLabel('Speaker 3: which actor')).toHaveValue('a4');
  await page.getByRole('button', { name: 'Speaker 3: further out' }).click();
  await expect(page.getByLabel('Speaker 2: which actor')).toHaveValue('a4');

  state.refuse = true;
  await page.getByRole('button', { name: /Save the correction/ }).click();
  await expect(page.getByRole('alert')).toContainText('the span lies outside the text');
  state.refuse = false;
  await page.getByRole('button', { name: /Save the correction/ }).click();
  await expect(page.locator('.record .careful')).toContainText('denies an arrest');
  const right = sent.at(-1)!.body.right;
  expect(right.recipient).toEqual([{ actor: 'a3', span: s('members of the Dawn Front') }]);
  expect(right.evidence).toEqual(ARREST.evidence);
  expect(right.location).toMatchObject({ name: 'Paris', geonameid: 2988507, span: s('Paris') });
  expect(right.date).toEqual({ from: '2024-05-01', to: '2024-05-13', precision: 'unknown', span: s('Monday') });
  expect(right.chain.map((link) => 'actor' in link.holder && link.holder.actor)).toEqual([false, 'a4', 'a1']);
});

test('a refused verdict leads back to its record', async ({ page }) => {
  await serve(page, { refuse: true });
  await page.goto('/review');
  await page.getByRole('button', { name: /^Accept/ }).click();
  await expect(page.getByRole('alert')).toContainText('the span lies outside the text');
  await expect(page).toHaveURL(/record=aaaa/);
  await expect(page.getByText('0 of 3 judged')).toBeVisible();
});

test('from the reader: a record is judged, a missing one is added', async ({ page }) => {
  const { sent } = await serve(page);
  await page.goto(`/documents/d1?record=${LABEL.id}`);
  await page.getByRole('link', { name: 'Accept or correct' }).click();
  await expect(page.locator('.record .careful')).toContainText('applies the label');
  await page.goto('/documents/d1?sentence=4');
  await page.getByRole('link', { name: 'Add what is missing here' }).click();
  await expect(page.getByText('Still to say: words of the act; the type.')).toBeVisible();
  // The words of the act are waited for at once.
  await drag(page, 'weather was');
  await page.getByLabel('Type', { exact: true }).selectOption('ACCUSE');
  await page.getByRole('button', { name: /Add the record/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'added' })).toBeVisible();
  expect(sent[0]!.body).toMatchObject({ reviewer: 'Ann', doc: 'd1', verdict: 'add', kind: 'event', right: { event: 'ACCUSE', actor: [], chain: [{ holder: { publisher: true } }], evidence: { trigger: s('weather was') } } });
  expect(sent[0]!.body.right).not.toHaveProperty('id');
});

test('rules, documents, agreement and export', async ({ page }) => {
  const { sent } = await serve(page);
  await page.goto('/review?tab=rules');
  await page.getByRole('link', { name: 'coerce.arrest' }).click();
  await expect(page).toHaveURL(/rule=coerce.arrest/);
  await expect(page.getByText('2 left in this queue')).toBeVisible();
  await page.goto('/review?tab=documents');
  await page.getByRole('link', { name: 'Arrests in Paris' }).click();
  await page.getByLabel('Read through to the end').check();
  await expect.poll(() => sent.at(-1)).toMatchObject({ path: '/review/finish', body: { doc: 'd1', finished: true } });
  await page.goto('/review?tab=agreement');
  await expect(page.getByText('Ann and Ben: 67 % of 3 alike, kappa 0.40')).toBeVisible();
  await page.getByText('Both readings').click();
  await expect(page.getByRole('cell', { name: 'seize' })).toBeVisible();
  await page.getByRole('button', { name: 'Settle as Ben says' }).click();
  await expect(page.getByText('Settled: 1')).toBeVisible();
  expect(sent.at(-1)!.body).toMatchObject({ reviewer: 'Ann', record: ARREST.id, verdict: 'correct', settles: true, right: { mode: 'seize' } });
  await page.goto('/review?tab=export');
  await page.getByLabel('also documents').check();
  await expect(page.getByRole('link', { name: 'Gold readings' })).toHaveAttribute('href', '/api/review/export?what=readings&all=true');
});

for (const scheme of ['light', 'dark'] as const) {
  test(`${scheme}: looks, fits, no serious finding of axe`, async ({ page }) => {
    test.setTimeout(120_000);
    await serve(page);
    await page.emulateMedia({ colorScheme: scheme });
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    for (const [name, path] of Object.entries({ review: `/review?record=${ARREST.id}`, correct: `/review?record=${ARREST.id}`, add: `/review?doc=d1&add=${s(LONG).join('-')}`, rules: '/review?tab=rules', documents: '/review?tab=documents', agreement: '/review?tab=agreement', export: '/review?tab=export', walk: '/review?doc=d1&order=document&state=all' })) {
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        await expect(page.getByRole('heading', { name: 'Review' })).toBeVisible();
        await page.waitForLoadState('networkidle');
        if (name === 'correct') {
          await page.getByRole('button', { name: /^Correct/ }).click();
          await page.locator('#recipient-0').click();
          await page.keyboard.press('ArrowRight');
        }
        if (name === 'agreement') await page.getByText('Both readings').click();
        await page.screenshot({ path: `${SHOTS}/review-${name}-${width}-${scheme}.png`, fullPage: true });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect.soft(wide, `${name} at ${width} px is wider than the window`).toBeLessThanOrEqual(1);
      }
      expect.soft(await serious(page), `${name}, ${scheme}`).toBe('[]');
    }
    expect(wrong).toEqual([]);
  });
}
