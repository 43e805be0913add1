// One actor, and the choosing of another, against answers made here.
import { expect, test, type Page } from '@playwright/test';
import { between, byParty, sideOf } from '../src/pages/actor/shapes';

const none = { reported: [0, 0, 0, 0], denied: [0, 0, 0, 0] };
const A = 'a00000000000a';
const B = 'a00000000000b';
const months = [
  { month: null, done: { reported: [0, 0, 1, 0], denied: [0, 0, 0, 0] }, received: none },
  { month: '1960-05', done: { reported: [1, 0, 2, 3], denied: [0, 0, 0, 2] }, received: none },
  { month: '1960-07', done: none, received: { reported: [0, 1, 0, 1], denied: [0, 0, 0, 0] } },
];
const use = (holder: string, holder_name: string, label: string) => ({
  holder, holder_name, own_voice: false, quote: 'direct', kind: 'epithet', polarity: 'negative', published: '1960-05-07', outlet: 'The Courier', doc: 'd1', label, copy: false, sentence: 'It is a regime, the union said.',
});
const label = (target: string, target_name: string, text: string, ...uses: object[]) => ({ target, target_name, text, since: null, uses });
const tie = (from: string, to: string, kind: string, date: string | null, published: string) => ({
  from, to, from_name: from === A ? 'Norland' : 'Sudland', to_name: to === A ? 'Norland' : 'Sudland', kind,
  entries: [{ change: 'begins', date, published, outlet: 'The Courier', doc: 'd1', tie: 'cccc000011112222', sentence: `Norland and Sudland: ${kind}.`, holder: 'The Courier', own_voice: true }],
});

async function serve(page: Page) {
  const sent: { path: string; body: unknown }[] = [];
  await page.route('**/api/**', (call) => {
    const url = new URL(call.request().url());
    const path = url.pathname.replace('/api', '');
    if (call.request().method() === 'POST') {
      sent.push({ path, body: call.request().postDataJSON() });
      return call.fulfill({ json: { message: 'Done.', number: 1 } });
    }
    const answers: Record<string, unknown> = {
      [`/actors/${A}`]: {
        actor: { id: A, name: 'Norland', kind: 'state', aliases: [{ name: 'Norland', count: 3 }, { name: 'Norlanders', count: 1 }], roles: [{ title: 'host', organization: 'League' }], mentions: [] },
        documents: ['d1'], months,
      },
      '/labels': { items: url.searchParams.get('holder') === A
        ? [label(B, 'Sudland', 'regime', use(A, 'Norland', 'eeee000011112222'))]
        : [label(A, 'Norland', 'aggressor', use('the union', 'the union', 'dddd000011112222'), use(B, 'Sudland', 'dddd000011113333'))] },
      '/ties': { items: [tie(B, A, 'allied', null, '1960-06-02'), tie(A, B, 'opposes', '1960-05-01', '1960-06-01')] },
      '/actors': { items: url.searchParams.get('name') ? [A, B].map((id) => ({ actor: { id, name: id === A ? 'Norland' : 'Sudland', kind: 'state', mentions: [] }, mentions: 4, documents: 2 })) : [] },
      '/incidents/i1': {
        incident: { id: 'i1', event: 'COERCE', mode: 'arrest', date: null, place: null, parties: [], mentions: [], origins: { independent: 1, at_least: 1, at_most: 1, sides: {}, list: [], why: '' }, values: [], reasons: [] },
        parties: [], accounts: [], claims: [], numbers: [], contradictions: [], silences: [], drift: [], overlaps: [],
        total: { accounts: 1, parties: 0, reasons: 0, drift: 0, overlaps: 0 },
      },
      '/incidents': url.searchParams.get('limit') === '20'
        ? { total: 1, items: [{ id: 'i2', event: 'ASSAULT', mode: null, date: { from: '1960-05-01', precision: 'day' }, place: { name: 'Vell' }, parties: [], party_names: ['police', 'union'], mentions: [{}], origins: { list: [] } }] }
        : { items: [] },
    };
    return call.fulfill({ json: answers[path] ?? { items: [], total: 0 } });
  });
  return sent;
}

test('sides by month and ties by party', () => {
  expect(sideOf(months as never, 'done')).toEqual({
    rows: [{ month: '1960-05', quads: [1, 0, 2, 5], claimed: [1, 0, 2, 3], denied: [0, 0, 0, 2] }], undated: 1,
  });
  const parties = byParty([tie(B, A, 'allied', null, '1960-06-02'), tie(A, B, 'opposes', '1960-05-01', '1960-06-01')], A);
  expect(parties.map((p) => [p.name, p.steps.map((s) => s.tie_kind)])).toEqual([['Sudland', ['opposes', 'allied']]]);
});

test('a pair by month, each way', () => {
  const dyad = (month: string | null, event: string, reported: number, denied: number) => ({ month, event, reported, denied }) as never;
  expect(between([dyad('1960-05', 'ASSAULT', 2, 1), dyad('1960-05', 'AID', 1, 0)], [dyad(null, 'ACCUSE', 1, 0)])).toEqual([
    { month: '1960-05', done: { reported: [0, 1, 0, 2], denied: [0, 0, 0, 1] }, received: { reported: [0, 0, 0, 0], denied: [0, 0, 0, 0] } },
    { month: null, done: { reported: [0, 0, 0, 0], denied: [0, 0, 0, 0] }, received: { reported: [0, 0, 1, 0], denied: [0, 0, 0, 0] } },
  ]);
});

test('two actors are chosen for a pair', async ({ page }) => {
  await serve(page);
  await page.goto('/pairs');
  for (const [label, name] of [['One actor', 'Norland'], ['Another actor', 'Sudland']] as const) {
    await page.getByRole('combobox', { name: label }).pressSequentially('land');
    await page.getByRole('option', { name }).click();
  }
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(`/pairs?actor=${A}&recipient=${B}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Norland');
});

test('charts by month have a table, undated ones are counted, labels stand apart', async ({ page }) => {
  await serve(page);
  await page.goto(`/actors/${A}`);
  await expect(page.getByRole('img', { name: 'Reported as done by it, by month: 7 of conflict, 1 of cooperation, 2 of them denials; the same as a table below' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'Reported as done to it, by month: 1 of conflict, 1 of cooperation, 0 of them' })).toBeVisible();
  await expect(page.getByText('1 report of acts without a date is not drawn.')).toBeVisible();
  await page.getByText('As a table').first().click();
  const row = page.getByRole('row', { name: /1960-05/ });
  await expect(row.getByRole('cell')).toHaveText(['2', '3', '1', '–', '2', '–']);
  await expect(row.getByRole('link')).toHaveAttribute('href', `/incidents?actor=${A}&since=1960-05-01&until=1960-05-31`);
  await expect(page.locator('rect.denied')).toHaveCount(1);

  const received = page.getByRole('region', { name: 'Labels received' });
  await expect(received.getByRole('row', { name: /“aggressor”.*the union/ })).toContainText('negative epithet');
  await expect(received.getByRole('link', { name: 'Sudland' })).toHaveAttribute('href', `/actors/${B}`);
  await received.getByText('1 sentence').first().click();
  await expect(received.getByRole('link', { name: /The Courier/ }).first()).toHaveAttribute('href', '/documents/d1?record=dddd000011112222');
  await expect(page.getByRole('region', { name: 'Labels given' }).getByRole('link', { name: 'Sudland' })).toHaveAttribute('href', `/actors/${B}`);

  await expect(page.getByRole('heading', { name: 'With Sudland' })).toHaveCount(1);
  await expect(page.locator('li', { hasText: 'Sudland allied Norland: begins, reported by The Courier' })).toBeVisible();
});

test('another actor is chosen by its name and merged', async ({ page }) => {
  const sent = await serve(page);
  await page.goto(`/actors/${A}`);
  const merge = page.getByRole('button', { name: 'Merge with it' });
  await expect(merge).toBeDisabled();
  const box = page.getByRole('combobox', { name: 'Other actor' });
  await box.pressSequentially('land');
  // Its own name is not offered.
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
  await box.press('ArrowDown');
  await box.press('Enter');
  await expect(box).toHaveValue('Sudland');
  await expect(page.getByText('Chosen: Sudland')).toBeVisible();
  // Typing on takes the choice back.
  await box.press('End');
  await box.pressSequentially('x');
  await expect(merge).toBeDisabled();
  await expect(box).toHaveValue('Sudlandx');
  await page.getByRole('option', { name: /Sudland/ }).click();
  await merge.click();
  await expect(page.getByRole('status').filter({ hasText: 'Done.' })).toBeVisible();
  expect(sent).toEqual([{ path: '/actors/merge', body: { a: A, b: B } }]);
  await expect(box).toHaveValue('');
});

test('another incident is chosen by its party and joined', async ({ page }) => {
  const sent = await serve(page);
  await page.goto('/incidents/i1');
  await page.getByRole('combobox', { name: 'Join with incident' }).pressSequentially('police');
  await page.getByRole('option', { name: /Assault, 1960-05-01.*Vell · police, union · 1 account/ }).click();
  await page.getByRole('button', { name: 'Join' }).click();
  await expect.poll(() => sent).toEqual([{ path: '/incidents/join', body: { a: 'i1', b: 'i2' } }]);
});
