// The reader against answers made here: marks at the right words, keys, layers, reasons, and a document that means harm.
import { expect, test, type Page } from '@playwright/test';

const TEXT = [
  'A quiet day 🙂 in Norland.',
  '',
  'The State Department said on Monday that police had arrested 14 members of the Dawn Front in Paris. Norland denied the arrest.',
  '',
  'He called the general a traitor. The weather was fine.',
].join('\n');

/** A span in code points, as the program counts, of the n-th place where the words stand. */
function span(text: string, words: string, nth = 0): [number, number] {
  let at = -1;
  for (let i = 0; i <= nth; i += 1) at = text.indexOf(words, at + 1);
  if (at < 0) throw new Error(`no ${words}`);
  const start = [...text.slice(0, at)].length;
  return [start, start + [...words].length];
}

const publisher = { holder: { publisher: true } };
const fact = { polarity: '+', certainty: 'certain', realis: 'actual' };

function reading(text = TEXT) {
  const s = (words: string, nth = 0) => span(text, words, nth);
  const first = s('The State Department said on Monday that police had arrested 14 members of the Dawn Front in Paris.');
  return {
    document: { id: 'd1', title: 'Arrests in Paris', publisher: 'The Courier', published: '2024-05-14', language: 'en', text, captions: [], byline: null },
    actors: [
      { id: 'a1', name: 'State Department', kind: 'organization', country: 'USA', sector: ['GOV'], mentions: [{ span: s('The State Department'), form: 'name' }] },
      { id: 'a2', name: 'police', kind: 'group', sector: ['COP'], mentions: [{ span: s('police'), form: 'group' }] },
      { id: 'a3', name: 'members of the Dawn Front', kind: 'group', sector: [], mentions: [{ span: s('14 members of the Dawn Front'), form: 'group' }] },
      { id: 'a4', name: 'Norland', kind: 'state', sector: [], mentions: [{ span: s('Norland'), form: 'name' }, { span: s('Norland', 1), form: 'name' }] },
    ],
    events: [
      {
        id: 'aaaa000011112222', event: 'COERCE', mode: 'arrest', contexts: ['legal'], cameo: '173',
        actor: [{ actor: 'a2', span: s('police') }], recipient: [{ actor: 'a3', span: s('14 members of the Dawn Front') }],
        location: { name: 'Paris', span: s('Paris'), country: 'FRA', precision: 'place' }, date: { from: null, to: '2024-05-13', precision: 'unknown', span: s('Monday') },
        magnitude: { arrested: { at_least: 14, at_most: 14, span: s('14') } }, factuality: fact,
        chain: [publisher, { holder: { actor: 'a1', span: s('The State Department') }, cue: s('said'), act: 'states', quote: 'indirect' }],
        evidence: { sentence: first, trigger: s('arrested') }, rule: 'coerce.arrest', confidence: 0.9, standing: 'reported',
      },
      {
        id: 'bbbb000011112222', event: 'COERCE', mode: 'arrest', contexts: [], cameo: '173', actor: [], recipient: [], location: null, date: null, magnitude: {},
        factuality: { ...fact, polarity: '-' },
        chain: [publisher, { holder: { actor: 'a4', span: s('Norland', 1) }, cue: s('denied'), act: 'denies', quote: 'indirect' }],
        evidence: { sentence: s('Norland denied the arrest.'), trigger: s('arrest.').map((n, i) => n - i) }, rule: 'coerce.arrest', confidence: 0.6, standing: 'reported',
      },
    ],
    labels: [
      {
        id: 'cccc000011112222', target: { actor: null, span: s('the general') }, text: 'traitor', span: s('traitor'), kind: 'epithet', polarity: 'negative',
        chain: [publisher, { holder: { actor: 'a1', span: s('He') }, cue: s('called'), act: 'states' }], rule: 'labels.call', confidence: 0.7,
      },
    ],
    ties: [],
  };
}

// The program splits a sentence more than the page guesses: its own list counts, once it is asked for.
const SENTENCES = ['A quiet day', '🙂 in Norland.', 'The State Department said on Monday that police had arrested 14 members of the Dawn Front in Paris.', 'Norland denied the arrest.', 'He called the general a traitor.', 'The weather was fine.'];
const listed = (text: string) => SENTENCES.map((sentence) => span(text, sentence));

async function serve(page: Page, made = reading()) {
  await page.route(/\/api\//, (call) => call.fulfill({ status: 404, json: { error: { code: 'not_found', message: 'not here', hint: null } } }));
  await page.route(/\/api\/workspace/, (call) => call.fulfill({ json: {
    file: 'test.db', documents: 1, events: 2, incidents: 1, actors: 4, told_more_than_once: 0, pending: 0, versions: [], published: ['2024-05-14', '2024-05-14'], sayso: '0.1.0', writable: true,
  } }));
  await page.route(/\/api\/documents\/d1/, (call) => call.fulfill({ json: {
    ...(call.request().url().includes('sentences=true') ? { sentences: listed(made.document.text) } : {}), reading: made, actors: [{ local: 'a4', id: 'w4', name: 'Norland' }],
    incidents: [{ event: 'aaaa000011112222', incident: 'i1', accounts: 2, reports: 2, independent: 1, at_least: 1, at_most: 1 }], overlaps: [],
  } }));
  await page.route(/\/api\/records\//, (call) => call.fulfill({ json: {
    kind: 'event', doc: 'd1', record: {}, recoded: null,
    rule: { id: 'coerce.arrest', meaning: 'somebody takes somebody into custody', file: 'lexicon/coerce.toml', line: 12, needs: [], unless: [] },
    attempts: [{ trigger: [0, 1], rule: 'coerce.seize', event: 'COERCE', mode: 'seize', refused: 'the object is a person' }],
  } }));
  await page.route(/\/api\/why-not/, (call) => {
    const number = Number(new URL(call.request().url()).searchParams.get('sentence'));
    const text = SENTENCES[number - 1];
    if (!text) return call.fulfill({ status: 400, json: { error: { code: 'asked_wrongly', message: 'no such sentence', hint: null } } });
    const attempts = number === 6 ? [{ text: 'fine', rule: 'sanction.fine', meaning: 'punishes with a fine', event: 'SANCTION', mode: null, refused: 'the word is an adjective' }] : [];
    return call.fulfill({ json: { sentences: [{ number, span: span(made.document.text, text), text, attempts }] } });
  });
}

const event = (page: Page, id: string) => page.locator(`a.record[data-id="${id}"]`);

test('marks stand at the right words, also behind letters of two units', async ({ page }) => {
  await serve(page);
  await page.goto('/documents/d1');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Arrests in Paris');
  await expect(event(page, 'aaaa000011112222')).toHaveText('arrested');
  await expect(event(page, 'cccc000011112222')).toHaveText('traitor');
  await event(page, 'aaaa000011112222').click();
  await expect(page).toHaveURL(/record=aaaa000011112222/);
  const role = async (name: string) => (await page.locator(`.text .role-${name}`).allTextContents()).join('');
  expect(await role('actor')).toBe('police');
  expect(await role('recipient')).toBe('14 members of the Dawn Front');
  expect(await role('place')).toBe('Paris');
  expect(await role('time')).toBe('Monday');
  expect(await role('holder')).toBe('The State Department');
  expect(await role('cue')).toBe('said');
  const panel = page.getByRole('complementary', { name: 'Selected record' });
  await expect(panel).toContainText('The Courier reports that the State Department states that there was an arrest by police of 14 members of the Dawn Front, in Paris, FRA, on or before 2024-05-13.');
  await expect(panel.getByRole('link', { name: 'Incident' })).toHaveAttribute('href', '/incidents/i1');
  await expect(panel).toContainText('1 independent origin');
  await expect(page.locator('.speaker')).toHaveCount(2);
});

test('a denial is told as a denial', async ({ page }) => {
  await serve(page);
  await page.goto('/documents/d1?record=bbbb');
  await expect(page.getByRole('complementary', { name: 'Selected record' })).toContainText('The Courier reports that Norland denies an arrest');
});

test('j and k go through the records with focus; w shows why, o opens the incident', async ({ page }) => {
  await serve(page);
  await page.goto('/documents/d1');
  await expect(event(page, 'aaaa000011112222')).toBeVisible();
  await page.keyboard.press('j');
  await expect(event(page, 'aaaa000011112222')).toBeFocused();
  await page.keyboard.press('j');
  await expect(event(page, 'bbbb000011112222')).toBeFocused();
  await page.keyboard.press('k');
  await expect(event(page, 'aaaa000011112222')).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('w');
  await expect(page.getByText('somebody takes somebody into custody')).toBeVisible();
  await expect(page.getByText('the object is a person')).toBeVisible();
  await expect(page).toHaveURL(/why=1/);
  await page.keyboard.press('w');
  await expect(page.getByText('somebody takes somebody into custody')).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('o');
  await expect(page).toHaveURL(/\/incidents\/i1/);
});

test('several records on one word: a further click goes on to the next', async ({ page }) => {
  const made = reading();
  made.events.push({ ...made.events[0]!, id: 'dddd000011112222', chain: [publisher], confidence: 0.4 });
  await serve(page, made);
  await page.goto('/documents/d1');
  const word = page.locator('.text a.record', { hasText: 'arrested' });
  await word.click();
  // The shorter chain stands first.
  await expect(page).toHaveURL(/record=dddd/);
  await expect(page.getByRole('heading', { name: '2 records at these words' })).toBeVisible();
  await word.click();
  await expect(page).toHaveURL(/record=aaaa/);
  await expect(word).toBeFocused();
  await expect(page.locator('.text a.record[tabindex="0"]')).toHaveCount(1);
});

test('layers are switched and kept in the address', async ({ page }) => {
  await serve(page);
  await page.goto('/documents/d1');
  const name = page.locator('.text .m-names').first();
  await expect(name).toHaveCSS('text-decoration-line', 'underline');
  await page.getByRole('checkbox', { name: /Names/ }).uncheck();
  await expect(name).toHaveCSS('text-decoration-line', 'none');
  await expect(page).toHaveURL(/layers=events%2Clabels%2Cties/);
  await page.getByRole('checkbox', { name: /Labels/ }).uncheck();
  await page.reload();
  await expect(page.getByRole('checkbox', { name: /Labels/ })).not.toBeChecked();
  await expect(event(page, 'aaaa000011112222')).toBeVisible();
  await expect(event(page, 'cccc000011112222')).toHaveCount(0);
});

test('a sentence without record says what stopped it', async ({ page }) => {
  await serve(page);
  await page.goto('/documents/d1');
  await page.locator('.sentence', { hasText: 'The weather was fine.' }).click();
  await expect(page.getByRole('heading', { name: 'Why not?' })).toBeVisible();
  await expect(page.getByText('the word is an adjective')).toBeVisible();
});

test('a hostile document is shown as text', async ({ page }) => {
  const harm = '<script>window.harmed = 1</script><img src=x onerror="window.harmed = 1"> <style>body{display:none}</style>';
  const text = `${harm} \u202Eturned\u202C\n\n${'W'.repeat(4000)}\n\n${TEXT}`;
  const made = reading(text);
  made.document.title = `<svg onload="window.harmed = 1"> ${'T'.repeat(500)}`;
  made.document.publisher = '<b>The Courier</b>';
  await serve(page, made);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/documents/d1');
  await expect(page.locator('.text')).toContainText(harm);
  await expect(page.locator('.text script, .text img, .text style, h1 svg')).toHaveCount(0);
  await expect(page.locator('.text')).not.toContainText('\u202E');
  await expect(page.locator('.text .control').first()).toHaveText('RLO');
  await expect(event(page, 'aaaa000011112222')).toHaveText('arrested');
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
  // A word without end must not push the page aside.
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
});

test('a document that is not there says so', async ({ page }) => {
  await serve(page);
  await page.goto('/documents/nowhere');
  await expect(page.getByRole('alert')).toContainText('not here');
});

test('ten thousand words answer at once', async ({ page }) => {
  const once = reading();
  const made = reading();
  const length = [...TEXT].length + 2;
  const times = 264;
  const move = (value: unknown, by: number): unknown => {
    if (Array.isArray(value)) return value.length === 2 && value.every(Number.isInteger) ? value.map((n: number) => n + by) : value.map((v) => move(v, by));
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, move(v, by)]));
    return value;
  };
  made.document.text = Array.from({ length: times }, () => TEXT).join('\n\n');
  for (let i = 1; i < times; i += 1) {
    const number = (id: string) => `${i.toString(16).padStart(6, '0')}${id.slice(0, 10)}`;
    for (const it of once.events) made.events.push({ ...(move(it, i * length) as typeof it), id: number(it.id) });
    for (const it of once.labels) made.labels.push({ ...(move(it, i * length) as typeof it), id: number(it.id) });
    once.actors.forEach((it, n) => made.actors[n]!.mentions.push(...(move(it.mentions, i * length) as typeof it.mentions)));
  }
  expect(made.document.text.split(/\s+/).length).toBeGreaterThan(10_000);
  await serve(page, made);
  await page.goto('/documents/d1');
  await expect(event(page, 'aaaa000011112222')).toBeVisible({ timeout: 20_000 });
  const spent: number[] = [];
  for (let i = 0; i < 20; i += 1) {
    spent.push(await page.evaluate(() => new Promise<number>((done) => {
      const start = performance.now();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    })));
  }
  spent.sort((a, b) => a - b);
  // The figure stands in docs/QUALITY.md, from a quiet machine; here only what would be felt on any.
  expect(spent[Math.floor(spent.length / 2)]!).toBeLessThan(1000);
});
