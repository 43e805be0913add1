// The review page: verdicts by keys, corrections by pointer and by keys, additions, agreement; against answers made here.
import { expect, test, type Page } from '@playwright/test';
import axe from 'axe-core';
import { mkdirSync } from 'node:fs';
import { article } from '../src/pages/reader/model';
import { blank, changes, draftOf, missing, payload, placed } from '../src/pages/review/draft';
import { moved, snap } from '../src/pages/review/spans';

const SHOTS = 'test-results/screenshots';
mkdirSync(SHOTS, { recursive: true });

const TEXT = [
  'A quiet day 🙂 in Norland, <script>alert(1)</script> \u202eas ever.', '',
  'The State Department said on Monday that police had arrested 14 members of the Dawn Front in Paris. Norland denied the arrest.', '',
  'He called the general a traitor. The weather was fine.',
].join('\n');
function s(words: string, nth = 0): [number, number] {
  let at = -1;
  for (let i = 0; i <= nth; i += 1) at = TEXT.indexOf(words, at + 1);
  if (at < 0) throw new Error(`no ${words}`);
  const start = [...TEXT.slice(0, at)].length;
  return [start, start + [...words].length];
}
const publisher = { holder: { publisher: true } };
const LONG = 'The State Department said on Monday that police had arrested 14 members of the Dawn Front in Paris.';
const SENTENCES = [LONG, 'Norland denied the arrest.', 'He called the general a traitor.', 'The weather was fine.'];
const DOCUMENT = { id: 'd1', title: 'Arrests in Paris', publisher: 'The Courier', published: '2024-05-14', language: 'en', text: TEXT, captions: [], byline: null };
const ACTORS = [
  { id: 'a1', name: 'State Department', kind: 'organization', mentions: [{ span: s('The State Department'), form: 'name' }] },
  { id: 'a2', name: 'police', kind: 'group', mentions: [{ span: s('police'), form: 'group' }] },
  { id: 'a3', name: 'Dawn Front', kind: 'group', mentions: [{ span: s('the Dawn Front'), form: 'name' }] },
  { id: 'a4', name: 'Norland', kind: 'state', mentions: [{ span: s('Norland', 1), form: 'name' }] },
];
const fact = { polarity: '+', certainty: 'certain', realis: 'actual' };
const ARREST = {
  id: 'aaaa000011112222', event: 'COERCE', mode: 'arrest', contexts: ['legal'], cameo: '173', actor: [{ actor: 'a2', span: s('police') }],
  recipient: [{ actor: 'a3', span: s('14 members') }], location: null, date: { from: null, to: '2024-05-13', precision: 'unknown', span: s('Monday') },
  magnitude: { arrested: { at_least: 14, at_most: 14, span: s('14') } }, factuality: fact, standing: 'reported', stake: null, keys: [],
  chain: [publisher, { holder: { actor: 'a1', span: s('The State Department') }, cue: s('said'), act: 'states', quote: 'indirect' }],
  evidence: { sentence: s(LONG), trigger: s('arrested') }, rule: 'coerce.arrest', confidence: 0.5,
};
const DENIED = {
  id: 'bbbb000011112222', event: 'COERCE', mode: 'arrest', contexts: [], cameo: '173', actor: [], recipient: [], location: null, date: null, magnitude: {},
  factuality: { ...fact, polarity: '-' }, standing: 'reported', stake: null, keys: [],
  chain: [publisher, { holder: { actor: 'a4', span: s('Norland', 1) }, cue: s('denied'), act: 'denies', quote: 'indirect' }],
  evidence: { sentence: s('Norland denied the arrest.'), trigger: s('arrest', 1) }, rule: 'coerce.arrest', confidence: 0.6,
};
const LABEL = {
  id: 'cccc000011112222', target: { actor: null, span: s('the general') }, text: 'traitor', span: s('traitor'), kind: 'epithet', polarity: 'negative',
  chain: [publisher], rule: 'labels.call', confidence: 0.7,
};
const RECORDS = [{ kind: 'event', it: ARREST, what: 'COERCE', sentence: LONG }, { kind: 'event', it: DENIED, what: 'COERCE', sentence: SENTENCES[1]! }, { kind: 'label', it: LABEL, what: 'traitor', sentence: SENTENCES[2]! }];
const CODES = {
  types: [{ type: 'COERCE', quad: 4, modes: ['seize', 'arrest'] }, { type: 'ASSAULT', quad: 4, modes: ['abduct'] }, { type: 'ACCUSE', quad: 3, modes: [] }],
  contexts: ['legal', 'military'], magnitudes: ['killed', 'arrested'], acts: ['states', 'denies', 'doubts'],
  label_kinds: ['designation', 'epithet', 'comparison', 'praise'], label_polarities: ['negative', 'positive', 'mixed'], tie_kinds: ['backs', 'funds'], tie_changes: ['holds', 'ends'],
};

interface Sent { path: string; body: Record<string, never> & { record: string; verdict: string; right: typeof ARREST; number: number; note: string; finished: boolean } }
async function serve(page: Page, { refuse = false, name = 'Ann' } = {}) {
  const sent: Sent[] = [];
  const judged = new Map<string, { number: number; verdict: string; right: object | null; note: string; at: string }>();
  const state = { refuse, judged };
  await page.addInitScript((who) => who && !localStorage.getItem('sayso.reviewer') && localStorage.setItem('sayso.reviewer', who), name);
  const own = (id: string) => judged.get(id) ?? null;
  const queued = (r: (typeof RECORDS)[number]) => ({
    kind: r.kind, id: r.it.id, doc: 'd1', title: DOCUMENT.title, publisher: DOCUMENT.publisher, published: DOCUMENT.published, what: r.what, mode: null, rule: r.it.rule,
    confidence: r.it.confidence, sentence: r.sentence, trigger_in_sentence: [0, 1], judgement: own(r.it.id) && { number: own(r.it.id)!.number, verdict: own(r.it.id)!.verdict },
  });
  await page.route('**/api/**', async (call) => {
    const url = new URL(call.request().url());
    const path = url.pathname.replace('/api', '');
    const answer = (json: unknown, status = 200) => call.fulfill({ status, json });
    if (call.request().method() === 'POST') {
      const body = call.request().postDataJSON() as Sent['body'];
      sent.push({ path, body });
      if (state.refuse) return answer({ error: { code: 'asked_wrongly', message: 'recipient: the span lies outside the text', hint: null } }, 400);
      if (path === '/review/undo') {
        for (const [id, j] of judged) if (j.number === body.number) judged.delete(id);
        return answer({ message: 'taken back' });
      }
      if (path === '/review') {
        const id = body.record ?? 'dddd000011112222';
        judged.set(id, { number: sent.length, verdict: body.verdict, right: body.right ?? null, note: body.note, at: '2026-01-01T00:00:00Z' });
        return answer({ number: sent.length, record: id, verdict: body.verdict, message: body.verdict === 'add' ? 'added' : 'kept' });
      }
      return answer({ message: 'done' });
    }
    if (path === '/codes') return answer(CODES);
    if (path === '/review') {
      const first = url.searchParams.get('record');
      const open = (url.searchParams.get('state') ?? 'open') === 'open';
      const items = RECORDS.filter((r) => (!open || !judged.has(r.it.id)) && (!url.searchParams.get('rule') || r.it.rule === url.searchParams.get('rule'))).map(queued);
      items.sort((a, b) => Number(b.id === first) - Number(a.id === first));
      return answer({ total: items.length, open: 3 - judged.size, done: judged.size, items });
    }
    if (path.startsWith('/review/records/')) {
      const found = RECORDS.find((r) => r.it.id === path.split('/').at(-1))!;
      return answer({
        kind: found.kind, id: found.it.id, doc: 'd1', document: DOCUMENT, actors: ACTORS, sentences: SENTENCES.map((each) => s(each)), record: found.it,
        judgement: own(found.it.id), incident: found.kind === 'event' ? { id: 'i1', accounts: 2 } : null, applied: 'as-read',
      });
    }
    if (path === '/review/rules') return answer({ items: [{ rule: 'coerce.arrest', kind: 'event', records: 2, judged: 2, accepted: 1, corrected: 1, rejected: 0 }] });
    if (path === '/review/documents') return answer({ total: 1, items: [{ doc: 'd1', title: DOCUMENT.title, publisher: DOCUMENT.publisher, published: DOCUMENT.published, records: 3, judged: 1, finished: false }] });
    if (path === '/review/agreement') {
      const share = { both: 3, agree: 2, share: 0.667, kappa: 0.4 };
      return answer({
        reviewers: [{ name: 'Ann', judged: 3 }, { name: 'Ben', judged: 3 }], pairs: [{ a: 'Ann', b: 'Ben', ...share, fields: [{ field: 'type', ...share, kappa: null }] }],
        disputed: [{
          kind: 'event', id: ARREST.id, doc: 'd1', what: 'COERCE', sentence: LONG, trigger_in_sentence: [52, 60], settled: sent.some((each) => 'settles' in each.body),
          judgements: [
            { number: 1, reviewer: 'Ann', verdict: 'accept', right: null, note: '', at: '' },
            { number: 2, reviewer: 'Ben', verdict: 'correct', right: { ...ARREST, mode: 'seize' }, note: 'a raid', at: '' },
          ],
        }],
      });
    }
    if (path === '/places') return answer({ items: [{ name: 'Paris', admin1: 'Ile-de-France', country: 'FRA', lat: 48.9, lon: 2.3, geonameid: 2988507, precision: 'place', feature: 'PPLC' }] });
    if (path === '/documents/d1') return answer({ reading: { document: DOCUMENT, actors: ACTORS, events: [ARREST, DENIED], labels: [LABEL], ties: [] }, actors: [], incidents: [], overlaps: [], sentences: SENTENCES.map((each) => s(each)) });
    return answer({ items: [], total: 0, sentences: [] });
  });
  return { sent, state };
}

/** Drags over words of the text as a hand does, from within the first letter into the last. */
async function drag(page: Page, words: string) {
  const box = await page.evaluate((wanted) => {
    const text = document.querySelector('.context .text')!;
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const nodes: { node: Text; from: number }[] = [];
    let all = '';
    for (let n = walker.nextNode() as Text | null; n; n = walker.nextNode() as Text | null) {
      nodes.push({ node: n, from: all.length });
      all += n.data;
    }
    const at = all.indexOf(wanted);
    const rect = (i: number) => {
      const { node, from } = nodes.findLast((each) => each.from <= i)!;
      const range = document.createRange();
      range.setStart(node, i - from);
      range.setEnd(node, i - from + 1);
      return range.getBoundingClientRect();
    };
    const [a, b] = [rect(at), rect(at + wanted.length - 1)];
    return { x1: a.left + a.width * 0.3, y1: a.top + a.height / 2, x2: b.right - b.width * 0.2, y2: b.top + b.height / 2 };
  }, words);
  await page.mouse.move(box.x1, box.y1);
  await page.mouse.down();
  await page.mouse.move((box.x1 + box.x2) / 2, (box.y1 + box.y2) / 2);
  await page.mouse.move(box.x2, box.y2);
  await page.mouse.up();
}
const verdicts = (sent: Sent[]) => sent.map(({ path, body }) => [path, body.record ?? body.number, body.verdict]);

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
      const session = await page.context().newCDPSession(page);
      const { frameTree } = await session.send('Page.getFrameTree');
      const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
      await session.send('Runtime.evaluate', { expression: axe.source, contextId: executionContextId });
      const answer = await session.send('Runtime.evaluate', {
        expression: `axe.run(document, { resultTypes: ['violations'] }).then(r => JSON.stringify(r.violations.filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html)])))`,
        contextId: executionContextId, awaitPromise: true, returnByValue: true,
      });
      expect.soft(answer.result.value, `${name}, ${scheme}`).toBe('[]');
    }
    expect(wrong).toEqual([]);
  });
}
