// Accounts of one incident in their order, reprints under what they copy, against answers made here.
import { expect, test } from '@playwright/test';
import { inOrder } from '../src/pages/incident/order';

const account = (doc: string, published: string | null, sentence = 'Police arrested two men.') => ({
  doc, event: `${doc}00000000000000`, publisher: `The ${doc}`, published, title: null, sentence, trigger_in_sentence: [7, 15],
  chain: [{ holder: doc, name: `The ${doc}` }], factuality: { polarity: '+', certainty: 'certain', realis: 'actual' }, text_of_chain: '',
});
const overlap = (a: string, b: string, relation: string, direction: string) => ({
  a, b, relation, direction, confidence: 1, reasons: [], direction_reason: 'said so', passages: [], share_a: 1, share_b: 1, only_a: [], only_b: [],
});
const shape = (accounts: object[], overlaps: object[] = []) =>
  inOrder(accounts as never, overlaps as never).map((t) => [t.account.doc, t.first, t.copies.map((c) => `${c.account.doc}: ${c.how}`)]);

test('reprints stand under what they copy, and the first is no reprint', () => {
  // The copy came in with the earlier day, yet names what it was taken from.
  expect(shape([account('c', '1960-05-09'), account('a', '1960-05-08'), account('b', '1960-05-07')], [overlap('a', 'b', 'reprint', 'a-to-b')])).toEqual([
    ['a', 'alone', ['b: reprints The a']], ['c', null, []],
  ]);
  // A copy of a copy, and a ring, which must come to an end.
  expect(shape([account('a', '1960-05-07'), account('b', '1960-05-08'), account('c', '1960-05-09')], [
    overlap('a', 'b', 'reprint', 'a-to-b'), overlap('c', 'b', 'part', 'b-to-a'), overlap('a', 'c', 'reprint', 'b-to-a'),
  ])).toEqual([['a', 'alone', ['b: reprints The a', 'c: copies a part of The b']]]);
  // What both quote is no copy.
  expect(shape([account('a', '1960-05-07'), account('b', '1960-05-08')], [overlap('a', 'b', 'shared-quotation', 'unknown')])).toHaveLength(2);
});

test('where the order cannot be told, it is not', () => {
  expect(shape([account('a', '1960-05-07T10:00:00Z'), account('b', '1960-05-07')])).toEqual([['b', 'shared', []], ['a', 'shared', []]]);
  expect(shape([account('b', '1960-05-07T12:00:00Z'), account('a', '1960-05-07T10:00:00Z')])).toEqual([['a', 'alone', []], ['b', null, []]]);
  expect(shape([account('a', null), account('b', null)], [overlap('a', 'b', 'reprint', 'unknown')])).toEqual([['a', null, ['b: the same text as The a; which came first cannot be told']]]);
  expect(shape([account('a', '1960-05-07')])).toEqual([['a', null, []]]);
});

test('the page names the first report and shows copies below it', async ({ page }) => {
  await page.route('**/api/**', (call) => call.fulfill({ json: {
    incident: { id: 'i1', event: 'COERCE', mode: 'arrest', date: null, place: null, parties: [], mentions: [], origins: { independent: 2, at_least: 2, at_most: 2, sides: {}, list: [], why: '' }, values: [], reasons: [] },
    parties: [], claims: [], numbers: [], contradictions: [], silences: [], drift: [],
    accounts: [account('z', '1960-05-09'), account('a', '1960-05-07'), account('b', '1960-05-08')], overlaps: [overlap('a', 'b', 'reprint', 'a-to-b')],
    total: { accounts: 3, parties: 0, reasons: 0, drift: 0, overlaps: 1 },
  } }));
  await page.goto('/incidents/i1');
  const first = page.getByRole('article').filter({ hasText: 'first report known here' });
  await expect(first).toContainText('1 account of the same text, no further witness');
  await expect(first.getByRole('article')).toContainText('reprints The a');
  await expect(first.getByRole('link', { name: /The b/ })).toHaveAttribute('href', '/documents/b?record=b00000000000000');
  await expect(page.getByText('first report known here')).toHaveCount(1);
});
