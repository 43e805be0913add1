// What the tests of the review page share: a report with three records, a server that keeps verdicts, and a hand that drags.
import type { Page } from '@playwright/test';

export const TEXT = [
  'A quiet day 🙂 in Norland, <script>alert(1)</script> \u202eas ever.', '',
  'The State Department said on Monday that police had arrested 14 members of the Dawn Front in Paris. Norland denied the arrest.', '',
  'He called the general a traitor. The weather was fine.',
].join('\n');
export function s(words: string, nth = 0): [number, number] {
  let at = -1;
  for (let i = 0; i <= nth; i += 1) at = TEXT.indexOf(words, at + 1);
  if (at < 0) throw new Error(`no ${words}`);
  const start = [...TEXT.slice(0, at)].length;
  return [start, start + [...words].length];
}
const publisher = { holder: { publisher: true } };
export const LONG = 'The State Department said on Monday that police had arrested 14 members of the Dawn Front in Paris.';
export const SENTENCES = [LONG, 'Norland denied the arrest.', 'He called the general a traitor.', 'The weather was fine.'];
export const DOCUMENT = { id: 'd1', title: 'Arrests in Paris', publisher: 'The Courier', published: '2024-05-14', language: 'en', text: TEXT, captions: [], byline: null };
export const ACTORS = [
  { id: 'a1', name: 'State Department', kind: 'organization', mentions: [{ span: s('The State Department'), form: 'name' }] },
  { id: 'a2', name: 'police', kind: 'group', mentions: [{ span: s('police'), form: 'group' }] },
  { id: 'a3', name: 'Dawn Front', kind: 'group', mentions: [{ span: s('the Dawn Front'), form: 'name' }] },
  { id: 'a4', name: 'Norland', kind: 'state', mentions: [{ span: s('Norland', 1), form: 'name' }] },
];
export const fact = { polarity: '+', certainty: 'certain', realis: 'actual' };
export const ARREST = {
  id: 'aaaa000011112222', event: 'COERCE', mode: 'arrest', contexts: ['legal'], cameo: '173', actor: [{ actor: 'a2', span: s('police') }],
  recipient: [{ actor: 'a3', span: s('14 members') }], location: null, date: { from: null, to: '2024-05-13', precision: 'unknown', span: s('Monday') },
  magnitude: { arrested: { at_least: 14, at_most: 14, span: s('14') } }, factuality: fact, standing: 'reported', stake: null, keys: [],
  chain: [publisher, { holder: { actor: 'a1', span: s('The State Department') }, cue: s('said'), act: 'states', quote: 'indirect' }],
  evidence: { sentence: s(LONG), trigger: s('arrested') }, rule: 'coerce.arrest', confidence: 0.5,
};
export const DENIED = {
  id: 'bbbb000011112222', event: 'COERCE', mode: 'arrest', contexts: [], cameo: '173', actor: [], recipient: [], location: null, date: null, magnitude: {},
  factuality: { ...fact, polarity: '-' }, standing: 'reported', stake: null, keys: [],
  chain: [publisher, { holder: { actor: 'a4', span: s('Norland', 1) }, cue: s('denied'), act: 'denies', quote: 'indirect' }],
  evidence: { sentence: s('Norland denied the arrest.'), trigger: s('arrest', 1) }, rule: 'coerce.arrest', confidence: 0.6,
};
export const LABEL = {
  id: 'cccc000011112222', target: { actor: null, span: s('the general') }, text: 'traitor', span: s('traitor'), kind: 'epithet', polarity: 'negative',
  chain: [publisher], rule: 'labels.call', confidence: 0.7,
};
export const RECORDS = [{ kind: 'event', it: ARREST, what: 'COERCE', sentence: LONG }, { kind: 'event', it: DENIED, what: 'COERCE', sentence: SENTENCES[1]! }, { kind: 'label', it: LABEL, what: 'traitor', sentence: SENTENCES[2]! }];
const CODES = {
  types: [{ type: 'COERCE', quad: 4, modes: ['seize', 'arrest'] }, { type: 'ASSAULT', quad: 4, modes: ['abduct'] }, { type: 'ACCUSE', quad: 3, modes: [] }],
  contexts: ['legal', 'military'], magnitudes: ['killed', 'arrested'], acts: ['states', 'denies', 'doubts'],
  label_kinds: ['designation', 'epithet', 'comparison', 'praise'], label_polarities: ['negative', 'positive', 'mixed'], tie_kinds: ['backs', 'funds'], tie_changes: ['holds', 'ends'],
};

export interface Sent { path: string; body: Record<string, never> & { record: string; verdict: string; right: typeof ARREST; number: number; note: string; finished: boolean } }
export async function serve(page: Page, { refuse = false, name = 'Ann' } = {}) {
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
export async function drag(page: Page, words: string) {
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
export const verdicts = (sent: Sent[]) => sent.map(({ path, body }) => [path, body.record ?? body.number, body.verdict]);
