// A server for the tests of annotation: one invented report, and as much of a check of forms as the tests need.
import type { Page } from '@playwright/test';

export const SENTENCES = [
  'A quiet day 🙂 in Norland, <script>alert(1)</script> as ever.',
  'The “State Department” said that police had arrested 14 members of the Dawn Front in Vell.',
  'The raid came after a raid on a raider’s house.',
  ...Array.from({ length: 40 }, (_, i) => `Weather of day ${i + 1} was fine.`),
].map((text, i) => ({ number: i + 1, span: [i * 100, i * 100 + [...text].length] as [number, number], text }));
const CODES = {
  types: [{ type: 'COERCE', quad: 4, modes: ['seize', 'arrest'] }, { type: 'CONSULT', quad: 1, modes: ['visit'] }, { type: 'ASSAULT', quad: 4, modes: [] }],
  contexts: ['legal', 'military'], magnitudes: ['killed', 'arrested'], acts: ['states', 'denies', 'doubts'],
  label_kinds: ['designation', 'epithet'], label_polarities: ['negative', 'positive'], tie_kinds: ['backs', 'funds'], tie_changes: ['holds', 'ends'],
};
const REASONS = [{ name: 'sport', meaning: 'Play: attack, shot.' }, { name: 'state', meaning: 'A state of affairs without an act.' }];
const found = (f1: number, gold: number) => ({ precision: f1, recall: f1, f1, right: Math.round(f1 * gold), predicted: gold, gold, interval: gold ? { low: f1 - 0.1, high: f1 + 0.1 } : null });

function checked(form: string) {
  const mistakes: { line: number; message: string }[] = [];
  const keys = new Set([...form.matchAll(/^actor (\S+) =/gm)].map((m) => m[1]));
  let events = 0;
  for (const [i, line] of form.split('\n').entries()) {
    if (/""/.test(line)) mistakes.push({ line: i + 1, message: 'there are no words between the quotation marks' });
    else if (/^\d+ "/.test(line)) {
      events += 1;
      if (!/" (COERCE|CONSULT|ASSAULT)/.test(line)) mistakes.push({ line: i + 1, message: 'behind the trigger stand the type and, where it has one, the mode' });
    }
    const key = /^\s+(?:actor|recipient) (\S+)/.exec(line)?.[1];
    if (key && key !== '?' && !keys.has(key)) mistakes.push({ line: i + 1, message: `no actor "${key}" is declared` });
  }
  return { sound: !mistakes.length, mistakes, events: mistakes.length ? 0 : events, labels: 0, ties: 0, not_events: 0 };
}

export interface Sent { path: string; body: { annotator: string; doc: string; form: string; number: number; seed: number; longest: number } }
export async function serve(page: Page, { sampled = true, name = 'Ann' } = {}) {
  const sent: Sent[] = [];
  const forms = new Map<string, string>();
  const state = { sampled, refuse: false };
  await page.addInitScript((who) => who && !localStorage.getItem('sayso.reviewer') && localStorage.setItem('sayso.reviewer', who), name);
  await page.route('**/api/**', (call) => call.fulfill({ json: { items: [], total: 0 } }));
  await page.route(/\/api\/codes/, (call) => call.fulfill({ json: CODES }));
  await page.route(/\/api\/annotate(?:[/?]|$)/, async (call) => {
    const url = new URL(call.request().url());
    const path = url.pathname.replace('/api/annotate', '');
    const body = call.request().method() === 'POST' ? (call.request().postDataJSON() as Sent['body']) : null;
    if (body) sent.push({ path, body });
    if (path === '/sample') {
      state.sampled = true;
      return call.fulfill({ json: { message: `${body!.number} documents were drawn` } });
    }
    // An answer that comes late.
    if (path === '/check' && body!.form.includes('# slow')) await new Promise((done) => setTimeout(done, 1500));
    if (path === '/check') return call.fulfill({ json: checked(body!.form) });
    if (path === '' && body) {
      if (state.refuse) return call.fulfill({ status: 503, json: { error: { code: 'busy', message: 'The workspace is busy.', hint: null } } });
      if (body.form.includes('# slow')) await new Promise((done) => setTimeout(done, 1000));
      forms.set(`${body.annotator} ${body.doc}`, body.form);
      return call.fulfill({ json: checked(body.form) });
    }
    const by = url.searchParams.get('annotator') ?? '';
    if (path.startsWith('/documents/')) {
      const doc = path.slice('/documents/'.length);
      if (doc === 'none') return call.fulfill({ status: 404, json: { error: { code: 'not_found', message: 'There is no document none.', hint: null } } });
      const kept = forms.get(`${by} ${doc}`);
      const form = kept ?? `document ${doc}\nannotator ${by}\n\n`;
      return call.fulfill({ json: { doc, title: `Report ${doc}`, byline: null, publisher: 'The Courier', published: '2024-05-14', sentences: SENTENCES, form, kept_at: kept ? '2024-05-15T10:00:00Z' : null, other_text: false, checked: checked(form) } });
    }
    if (path === '/agreement')
      return call.fulfill({ json: {
        documents: 2, methods: `${url.searchParams.get('a')} and ${url.searchParams.get('b')} read two documents.`,
        compared: { detections: { trigger: found(0.8, 10), labels: found(0, 0) }, shares: { holder: { share: 0.75, right: 6, of: 8, interval: { low: 0.6, high: 0.9 } } }, reliability: { type: { cases: 8, agree: 0.9, kappa: 0.81, alpha: -0.1 } } },
      } });
    const sound = (doc: string) => (forms.has(`${by} ${doc}`) ? checked(forms.get(`${by} ${doc}`)!).sound : null);
    const items = state.sampled ? ['d1', 'd2', 'd3'].map((doc) => ({ doc, title: `Report ${doc}`, publisher: 'The Courier', published: '2024-05-14', sampled: true, sound: doc === 'd3' ? false : sound(doc) })) : [];
    return call.fulfill({ json: { items, annotators: state.sampled ? [{ name: 'Ann', sound: 2 }, { name: 'Bo', sound: 2 }, { name: 'Cy', sound: 0 }] : [], reasons: REASONS } });
  });
  return { sent, state, forms };
}
