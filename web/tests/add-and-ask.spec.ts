// The pages on which reports come in and questions go out, against answers made here.
import { expect, test, type Page } from '@playwright/test';
import { fieldParams, parse, pieces as snippetPieces, quoted, tokens } from '../src/pages/search/query';
import { pieces, placesOf, plain, segments } from '../src/pages/lexicon/marks';
import { namesNobody, network } from '../src/pages/sources/figures';
import { parts } from '../src/pages/drop/files';

const json = (body: unknown, status = 200) => ({ status, contentType: 'application/json', body: JSON.stringify(body) });

/** Answers by the path of the call; what is missing answers as an empty list. */
async function answers(page: Page, by: Record<string, unknown | ((url: URL) => unknown)>) {
  await page.route('**/api/**', async (route) => {
    const url = new URL(route.request().url());
    const key = `${route.request().method() === 'GET' ? '' : `${route.request().method()} `}${url.pathname.replace('/api', '')}`;
    const found = by[key];
    const body = typeof found === 'function' ? (found as (url: URL) => unknown)(url) : found;
    if (body && typeof body === 'object' && 'fulfill' in body) return route.fulfill((body as { fulfill: object }).fulfill);
    return route.fulfill(json(body ?? { items: [], total: 0 }));
  });
}

test.describe('a line of words and fields', () => {
  test('is taken apart and put together', () => {
    const line = 'treachery actor:"Ayub Khan" type:accuse "close to tears" since:1960-05-01 http://x';
    expect(parse(line)).toEqual({
      words: 'treachery "close to tears" http://x',
      fields: [['actor', 'Ayub Khan'], ['type', 'ACCUSE'], ['since', '1960-05-01']],
    });
    expect(fieldParams(parse(line).fields).toString()).toBe('actor=Ayub+Khan&type=ACCUSE&since=1960-05-01');
    expect(parse('actor:"open quote').fields).toEqual([['actor', 'open quote']]);
    expect(parse('actor: type:').fields).toEqual([]);
    expect(tokens('a actor:').at(-1)).toEqual({ start: 2, end: 8, field: 'actor', value: '' });
    expect(quoted('Ayub Khan')).toBe('"Ayub Khan"');
  });
  test('marks of a snippet stay text', () => {
    expect(snippetPieces('an [act] of <b>[x]</b>')).toEqual([
      { text: 'an ', hit: false }, { text: 'act', hit: true }, { text: ' of <b>', hit: false }, { text: 'x', hit: true }, { text: '</b>', hit: false },
    ]);
  });
});

test.describe('marks of examples', () => {
  test('nest', () => {
    expect(pieces("[the rebels' *attack*] on <the port>")).toEqual([
      { text: "the rebels' ", roles: ['actor'] }, { text: 'attack', roles: ['actor', 'trigger'] }, { text: ' on ', roles: [] }, { text: 'the port', roles: ['recipient'] },
    ]);
    expect(plain('[A] *hit* <B>.')).toBe('A hit B.');
  });
  test('layers are cut by code points', () => {
    expect(segments('🙂 ab', [{ start: 2, end: 3, role: 'trigger' }])).toEqual([
      { text: '🙂 ', roles: [] }, { text: 'a', roles: ['trigger'] }, { text: 'b', roles: [] },
    ]);
    expect(placesOf('🙂 hit hitter hit', 'hit')).toEqual([[2, 5], [13, 16]]);
  });
});

test.describe('figures of sources', () => {
  const event = (doc: string, chain: object[], text_of_chain = '') => ({ doc, text_of_chain, event: { id: doc + chain.length, chain } }) as never;
  const own = { holder: { publisher: true } };
  test('who has no name is told from who has one', () => {
    expect(namesNobody(event('d', [own, { holder: { actor: 'a1' } }], 'Ann, cited by Wire'), new Set(['officials']))).toBe(false);
    expect(namesNobody(event('d', [own, { holder: { actor: 'a2' } }], 'officials, cited by Wire'), new Set(['officials']))).toBe(true);
    expect(namesNobody(event('d', [own, { holder: {} }]), new Set())).toBe(true);
    expect(namesNobody(event('d', [own]), new Set())).toBe(false);
  });
  test('the network keeps the most cited', () => {
    const item = (holder: string, records: number) => ({ holder, name: holder, named: true, records, cited_by: ['Wire'], acts: {}, about: [] });
    const net = network([item('a', 1), item('b', 5)], 1);
    expect(net.nodes.map((n) => n.key)).toEqual(['h:b', 'o:Wire']);
    expect(net.left).toBe(1);
  });
});

test('a large drop goes in parts', () => {
  const file = (size: number) => ({ file: { size } as File, path: 'x' });
  expect(parts([file(30e6), file(30e6), file(10), file(200e6), file(1)]).map((p) => p.length)).toEqual([1, 2, 1, 1]);
});

test('drop: progress, problems, links, and a refusal in the words of the server', async ({ page }) => {
  const done = {
    job: '1', state: 'done', left: 0,
    files: [
      { name: 'a.txt', state: 'done', documents: 1, ids: ['a'], unchanged: 0, events: 2, problems: [] },
      { name: 'b.bin', state: 'failed', documents: 0, ids: [], unchanged: 0, events: 0, problems: ['b.bin: <b>no text</b>'] },
    ],
  };
  let refuse = false;
  await answers(page, {
    'POST /documents': () => (refuse ? { fulfill: json({ error: { code: 'too_large', message: 'too much at once', hint: 'drop less' } }, 413) } : { fulfill: json({ job: '1' }, 202) }),
    '/jobs/1/stream': { fulfill: { status: 500, body: '' } },
    '/jobs/1': done,
    '/documents': { total: 1, items: [{ id: 'a', title: 'A report', publisher: 'Wire', published: '2024-05-01', events: 2 }] },
    '/incidents': { total: 1, items: [{ id: 'i1', event: 'COERCE', mode: 'arrest', mentions: [{ doc: 'a' }, { doc: 'z' }], party_names: ['police'] }] },
    '/contradictions': { items: [{ incident: 'i1', field: 'polarity' }] },
    '/watch': { items: [{ path: '/in', job: null, files: 3, problem: null }] },
  });
  await page.goto('/drop');
  await page.getByLabel('Files to add').setInputFiles([{ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') }, { name: 'b.bin', mimeType: '', buffer: Buffer.from('b') }]);
  const upload = page.getByRole('region', { name: 'Upload: 2 files' });
  // The stream answers with an error, so the page asks by itself.
  await expect(upload.getByText('Done: 1 report, 2 reported acts, 1 problem')).toBeVisible();
  await expect(upload.getByRole('link', { name: 'Coerce: arrest: police' })).toHaveAttribute('href', '/incidents/i1');
  await expect(upload.getByText('they disagree: whether it happened')).toBeVisible();
  await expect(upload.getByRole('link', { name: 'A report' })).toHaveAttribute('href', '/documents/a');
  await expect(upload.getByText('<b>no text</b>')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop watching /in' })).toBeVisible();

  refuse = true;
  await page.getByLabel('Text or HTML').fill('Police arrested two men.');
  await page.getByLabel('Text or HTML').press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Upload: pasted text' }).getByText('too much at once')).toBeVisible();
  await expect(page.getByText('drop less')).toBeVisible();
});

test('search: suggestions by keyboard, hits as text, saved questions', async ({ page }) => {
  await answers(page, {
    '/actors': { items: [{ actor: { id: 'a1', name: 'Ayub Khan', kind: 'person' }, mentions: 3, documents: 2 }] },
    '/search': { items: [{ id: 'd', title: '<i>T</i>', publisher: 'Wire', published: '2024-05-01', snippet: 'an [act] of <script>' }], actors: [] },
    '/incidents': { total: 1, items: [{ id: 'i1', event: 'ACCUSE', mode: null, date: null, mentions: [{ doc: 'd' }], party_names: ['Ayub Khan'], origins: { independent: 1, at_least: 1, at_most: 1 } }] },
    '/overview': { actors: [], outlets: [], countries: [], places: [] },
  });
  await page.goto('/search');
  const box = page.getByRole('combobox', { name: 'Words and fields' });
  await box.pressSequentially('act ayub');
  await expect(page.getByRole('option', { name: /Ayub Khan/ })).toBeVisible();
  await box.press('ArrowDown');
  await box.press('Enter');
  await expect(box).toHaveValue('act party:"Ayub Khan" ');
  await box.press('Escape');
  await box.press('Enter');
  await expect(page).toHaveURL(/q=act\+party/);
  await expect(page.locator('mark')).toHaveText('act');
  await expect(page.getByText('of <script>')).toBeVisible();
  await expect(page.getByText('tells of one of these incidents', { exact: true })).toBeVisible();
  await page.getByLabel('Keep this question as').fill('Khan');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Rename Khan' }).click();
  await page.getByLabel('New name of Khan').fill('Mine');
  await page.getByLabel('New name of Khan').press('Enter');
  await page.reload();
  await page.getByRole('button', { name: 'Delete Mine' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Mine' })).toBeVisible();
});

test('lexicon: a sentence is read as it is typed, and an example can be tried', async ({ page }) => {
  const text = 'Police arrested two men.';
  const publisher = { holder: { publisher: true } };
  await answers(page, {
    '/lexicon': {
      total: 1,
      items: [{ id: 'coerce.arrest', meaning: 'arrests somebody', file: 'events/coerce.toml', line: 8, event: 'COERCE', mode: 'arrest', cameo: '173', triggers: ['arrest'], actor: ['subject'], recipient: ['object'], needs: [], unless: ['subject = [heart]'], examples_yes: ['[Police] *arrested* <two men>.'], examples_no: ['The drug arrests growth.'] }],
    },
    'POST /lexicon/try': {
      reading: {
        document: { text }, actors: [],
        events: [{ id: 'e1', event: 'COERCE', mode: 'arrest', actor: [{ actor: 'a1', span: [0, 6] }], recipient: [{ actor: 'a2', span: [16, 23] }], location: null, date: null, chain: [publisher], evidence: { sentence: [0, 24], trigger: [7, 15] }, rule: 'coerce.arrest', factuality: { polarity: '+', certainty: 'certain', realis: 'actual' } }],
      },
      sentences: [{ number: 1, span: [0, 24], text, attempts: [
        { text: 'arrested', rule: 'coerce.arrest', meaning: 'arrests somebody', event: 'COERCE', mode: 'arrest', refused: null },
        { text: 'arrested', rule: 'other.rule', meaning: 'something else', event: 'AID', mode: null, refused: 'it needs with = [aid]; nothing stands there' },
      ] }],
    },
  });
  await page.goto('/lexicon');
  await page.getByRole('button', { name: 'Try it: Police arrested two men.' }).click();
  await expect(page.getByLabel('Sentence', { exact: true })).toHaveValue(text);
  await expect(page.getByRole('heading', { name: 'Fires (1)' })).toBeVisible();
  await expect(page.getByText('it needs with = [aid]; nothing stands there')).toBeVisible();
  await expect(page.getByLabel('The sentence with what was found').locator('.trigger')).toHaveText('arrested');
  await expect(page).toHaveURL(/sentence=Police/);
});

test('sources: outlets are counted by the server, and every number leads to sentences', async ({ page }) => {
  const outlet = { outlet: 'Wire', documents: 3, events: 1200, own: 900, quoted: 300, unnamed: 30, labelsOwn: 2, labelsQuoted: 1, words: [{ text: 'regime', n: 2 }] };
  await answers(page, {
    '/sources': { items: [{ holder: 'a00000000000a', name: 'Ann', named: true, records: 3, cited_by: ['Wire'], acts: { states: 3 }, about: [] }], outlets: [outlet, { ...outlet, outlet: 'doc-7', events: 1, own: 1, quoted: 0, unnamed: 0, words: [] }] },
    '/events': (url: URL) => ({ items: url.searchParams.get('outlet') || url.searchParams.get('doc') === 'doc-7' ? [{
      doc: 'd1', published: '2024-05-14', sentence: 'Police arrested two men.', text_of_chain: 'Wire',
      event: { id: 'eeee000011112222', event: 'COERCE', mode: 'arrest', chain: [{ holder: { publisher: true } }], evidence: { sentence: [0, 24], trigger: [7, 15] } },
    }] : [] }),
  });
  await page.goto('/sources');
  const row = page.getByRole('row', { name: /^Wire/ });
  await expect(row).toContainText('1,200');
  await expect(row).toContainText('regime 2');
  await expect(page.getByText('the first 1,000')).toHaveCount(0);
  await row.getByRole('link', { name: '900 in its own voice' }).click();
  const sentences = page.getByRole('region', { name: 'Sentences in Wire' });
  await expect(sentences.getByRole('link', { name: 'Coerce: arrest' })).toHaveAttribute('href', '/documents/d1?record=eeee000011112222');
  await expect(sentences.getByRole('link', { name: 'Read the report' })).toHaveCount(0);
  await page.goto('/sources?outlet=doc-7');
  await expect(page.getByRole('link', { name: 'Read the report' })).toHaveAttribute('href', '/documents/doc-7');
});
