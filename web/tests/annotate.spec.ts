// Annotation: the sample, a form typed until it is sound, quotation by selection, suggestions by keys, saving, agreement.
import { expect, test, type Page } from '@playwright/test';
import { SENTENCES, serve } from './annotate-server';
import { serious } from './axe';
import { marksOf, newRecord, pointed, quoteInto, recordAt, wholeWords } from '../src/pages/annotate/form';

const form = (page: Page) => page.getByLabel('Form', { exact: true });
const state = (page: Page) => page.locator('#form-state');
/** Selects words of a sentence as a drag does. */
async function select(page: Page, sentence: number, words: string, nth = 0) {
  await page.locator(`[data-sentence="${sentence}"]`).evaluate((element, [words, nth]) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes: Text[] = [];
    while (walker.nextNode()) nodes.push(walker.currentNode as Text);
    const text = nodes.map((n) => n.data).join('');
    let at = -1;
    for (let i = 0; i <= nth; i += 1) at = text.indexOf(words, at + 1);
    const point = (offset: number): [Text, number] => {
      let left = offset;
      for (const n of nodes) {
        if (left <= n.length) return [n, left];
        left -= n.length;
      }
      throw new Error('beyond the sentence');
    };
    getSelection()!.setBaseAndExtent(...point(at), ...point(at + words.length));
  }, [words, nth] as const);
}

test.describe('the form as text', () => {
  const third = SENTENCES[2]!;
  test('words are pointed at as the program finds them', () => {
    expect(pointed(third, [4, 8], 3)).toBe('"raid"#1');
    expect(pointed(third, [22, 26], 3)).toBe('"raid"#2');
    expect(pointed(third, [20, 26], 3)).toBe('"a raid"');
    expect(pointed(third, [20, 26], 2)).toBe('@3"a raid"');
    expect(wholeWords(third.text, 5, 7)).toEqual([4, 8]);
    expect(wholeWords(third.text, 3, 9)).toEqual([4, 8]);
    expect(wholeWords(third.text, 3, 4)).toBeNull();
    expect(pointed({ number: 1, span: [0, 9], text: 'He "said" no' }, [3, 9], 1)).toBe('"\\"said\\""');
  });
  test('records, new ones and quotations', () => {
    const text = 'document d\nannotator A\n\n3 "raid"#2 COERCE\n\n  by unnamed cue "came"\n# later\n\n2 not "said" state\n';
    expect(recordAt(text, 1)).toBeNull();
    expect(recordAt(text, 5)).toMatchObject({ from: 3, to: 5, sentence: 3, kind: 'event' });
    expect(recordAt(text, 7)).toBeNull();
    const change = newRecord(text, text.indexOf('COERCE'), 5);
    const next = text.slice(0, change.from) + change.text + text.slice(change.to);
    expect(next).toContain('cue "came"\n\n5 "" \n\n# later');
    expect(next.slice(change.caret - 3, change.caret + 1)).toBe('5 ""');
    const first = newRecord('document d\nannotator A\n\n', 0, 2);
    expect(first.text).toBe('\n\n2 "" \n');
    expect(quoteInto('2 "" ', 3, '"said"')).toEqual({ from: 2, to: 4, text: '"said"', caret: 9 });
    expect(quoteInto('2 "a" COERCE\n  actor x', 22, '@3"raid"#1')).toMatchObject({ from: 22, text: ' @3"raid"#1' });
    expect(marksOf(text, recordAt(text, 3), SENTENCES).get(3)).toEqual([{ start: 22, end: 26, role: 'trigger' }, { start: 9, end: 13, role: 'cue' }]);
  });
});

test('a name is asked for, a sample is drawn', async ({ page }) => {
  const { sent } = await serve(page, { sampled: false, name: '' });
  await page.goto('/annotate');
  await page.getByLabel('Your name or initials').fill('Ann');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'No sample yet' })).toBeVisible();
  await page.getByLabel('Documents', { exact: true }).fill('3');
  await page.getByLabel('Longest text').fill('5000');
  await page.getByLabel('Seed').fill('7');
  await page.getByRole('button', { name: 'Draw' }).click();
  await expect(page.getByText('0 of 3 documents done')).toBeVisible();
  expect(sent).toEqual([{ path: '/sample', body: { number: 3, longest: 5000, seed: 7 } }]);
  const rows = page.getByRole('region', { name: 'Documents of the sample' }).locator('tbody tr');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText('nothing typed');
  await expect(rows.nth(2)).toContainText('with mistakes');
  await expect(page.getByRole('link', { name: 'Download your gold file' })).toHaveAttribute('href', '/api/annotate/export?annotator=Ann');
  await page.getByRole('button', { name: 'change' }).click();
  await page.getByLabel('Your name or initials').fill('Bo');
  await page.keyboard.press('Enter');
  await expect(page.getByText('as Bo')).toBeVisible();
});

test('a record is typed until it is sound, with a mistake on the way, and saved', async ({ page }) => {
  const { sent, forms } = await serve(page);
  await page.goto('/annotate/d1');
  await expect(page.getByText('<script>alert(1)</script>')).toBeVisible();
  await expect(page.getByText('nothing that others typed, is ever shown here')).toBeVisible();
  await page.getByRole('button', { name: 'New record of sentence 2', exact: true }).click();
  await page.keyboard.type('arrested');
  await page.keyboard.press('End');
  await page.keyboard.type('COERCE arrest\n  actor police ');
  await page.keyboard.press('Escape');
  await select(page, 2, 'olic');
  await page.keyboard.press('Alt+q');
  await expect(form(page)).toHaveValue('document d1\nannotator Ann\n\n2 "arrested" COERCE arrest\n  actor police "police"\n');
  await expect(state(page)).toContainText('One mistake');
  await expect(page.getByText('not saved yet')).toBeVisible();
  await page.getByRole('button', { name: /^Line 5 no actor/ }).click();
  await expect(form(page)).toBeFocused();
  expect(await form(page).evaluate((a: HTMLTextAreaElement) => a.value.slice(a.selectionStart, a.selectionEnd))).toBe('  actor police "police"');
  await expect(page.locator('.broken')).toHaveText('▸5');
  // Words of the record are marked in their sentence.
  await expect(page.locator('[data-sentence="2"] mark')).toHaveText(['police', 'arrested']);
  await form(page).evaluate((a: HTMLTextAreaElement) => a.setSelectionRange(26, 26));
  await page.keyboard.type('actor police = Police; organization; -; COP\n\n');
  await expect(state(page)).toContainText('Sound: 1 event');
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/saved \d\d:\d\d/)).toBeVisible();
  expect(forms.get('Ann d1')).toBe(await form(page).inputValue());
  expect(sent.filter((s) => s.path === '').at(-1)!.body.annotator).toBe('Ann');
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { name: 'Report d2' })).toBeVisible();
  await page.getByRole('link', { name: 'All documents' }).click();
  await expect(page.getByText('1 of 3 documents done')).toBeVisible();
});

test('words are quoted by selection: of another sentence, the second of two, by button', async ({ page }) => {
  await serve(page);
  await page.goto('/annotate/d1');
  await page.getByRole('button', { name: 'New record of sentence 3', exact: true }).click();
  await select(page, 3, 'raid', 1);
  await page.getByRole('button', { name: 'Quote' }).click();
  await expect(form(page)).toHaveValue(/\n3 "raid"#2 \n$/);
  await page.keyboard.type('COERCE\n  actor ? ');
  await select(page, 2, 'State Department”');
  await page.getByRole('button', { name: 'Quote' }).click();
  await expect(form(page)).toHaveValue(/actor \? @2"State Department”"\n$/);
  await expect(page.locator('[data-sentence="2"] mark')).toHaveText('State Department”');
  // Undone like anything typed.
  await page.keyboard.press('Control+z');
  await expect(form(page)).not.toHaveValue(/State Department/);
  // The sentence of the record at the caret is brought into view.
  await page.getByRole('button', { name: 'New record of sentence 43', exact: true }).click();
  await page.keyboard.type('fine');
  await form(page).press('Control+Home');
  await page.locator('.box').evaluate((box) => (box.scrollTop = 0));
  await form(page).press('Control+End');
  await expect(page.locator('[data-item="43"]')).toBeInViewport();
});

test('suggestions by keys', async ({ page }) => {
  await serve(page);
  await page.goto('/annotate/d1');
  await form(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('actor police = Police; organization; -; COP\n\n2 "');
  await page.keyboard.press('Control+Space');
  await page.keyboard.type('arr');
  const options = page.locator('#form-options').getByRole('option');
  await expect(options).toHaveText([/^arrested/]);
  await page.keyboard.press('Enter');
  await page.keyboard.type('" ');
  await expect(options.first()).toContainText('COERCE');
  await page.keyboard.press('ArrowDown');
  await expect(form(page)).toHaveAttribute('aria-activedescendant', 'form-option-0');
  await page.keyboard.press('Enter');
  await expect(options).toHaveText([/^seize/, /^arrest/]);
  await page.keyboard.type('ar');
  await page.keyboard.press('Control+Space');
  await page.keyboard.press('Tab');
  // Nothing chosen: Enter begins a line.
  await page.keyboard.press('Enter');
  await page.keyboard.type('  ');
  await expect(options.filter({ hasText: /^recipient/ })).toHaveCount(1);
  await page.keyboard.type('act');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(options.first()).toContainText('police');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(form(page)).toHaveValue(/\n2 "arrested" COERCE arrest \n {2}actor police $/);
  await page.keyboard.press('Enter');
  await page.keyboard.type('3 not "raid"#1 ');
  await expect(options.first()).toContainText('Play: attack, shot.');
  await page.keyboard.press('Escape');
  await expect(options).toHaveCount(0);
  // Tab leaves the text.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Suggest' })).toBeFocused();
});

test('it is saved by itself, and what could not be saved is not left without a word', async ({ page }) => {
  const { state: server, forms } = await serve(page);
  await page.goto('/annotate/d1');
  await form(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('# one');
  await expect(page.getByText(/saved \d\d:\d\d/)).toBeVisible({ timeout: 6000 });
  expect(forms.get('Ann d1')).toContain('# one');
  // Left within the site: saved at once.
  await page.keyboard.type(' two');
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { name: 'Report d2' })).toBeVisible();
  expect(forms.get('Ann d1')).toContain('# one two');

  server.refuse = true;
  await form(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('# three');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('alert')).toContainText('The workspace is busy.');
  page.once('dialog', (d) => void d.dismiss());
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(page.getByRole('heading', { name: 'Report d2' })).toBeVisible();
  page.once('dialog', (d) => void d.accept());
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(page.getByRole('heading', { name: 'Report d1' })).toBeVisible();
  server.refuse = false;
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByText('it was not saved yet')).toBeVisible();
  await expect(form(page)).toHaveValue(/# three/);
  let asked = '';
  page.once('dialog', (d) => {
    asked = d.type();
    void d.accept();
  });
  await form(page).press('Control+End');
  await page.keyboard.type(' four');
  await page.reload();
  expect(asked).toBe('beforeunload');
});

test('only the newest check counts, and the list waits for what is on its way', async ({ page }) => {
  await serve(page);
  await page.goto('/annotate/d1');
  await form(page).focus();
  await page.keyboard.press('Control+End');
  const late = page.waitForResponse((r) => r.url().endsWith('/check') && (r.request().postData() ?? '').includes('# slow'));
  await page.keyboard.type('2 "" # slow');
  await page.waitForTimeout(600);
  await form(page).fill('document d1\nannotator Ann\n\n2 "arrested" COERCE\n');
  await expect(state(page)).toContainText('Sound: 1 event');
  await late;
  await page.waitForTimeout(100);
  await expect(state(page)).toContainText('Sound: 1 event');
  await form(page).press('Control+End');
  await page.keyboard.type('# slow');
  await page.getByRole('link', { name: 'All documents' }).click();
  await expect(page.getByText('1 of 3 documents done')).toBeVisible();
});

test('the record under the pointer is marked, by keys the one at the caret; no document, no form', async ({ page }) => {
  await serve(page);
  await page.goto('/annotate/d1');
  await form(page).fill('document d1\nannotator Ann\n\n2 "arrested" COERCE\n\n3 "raid"#2 COERCE\n  by unnamed cue "came"\n\n43 "fine" COERCE\n');
  await form(page).press('Control+Home');
  await expect(page.locator('[data-sentence] mark')).toHaveCount(0);
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-sentence] mark')).toHaveText(['arrested']);
  const box = (await form(page).boundingBox())!;
  const height = await form(page).evaluate((a) => parseFloat(getComputedStyle(a).lineHeight));
  await page.mouse.move(box.x + 40, box.y + 8 + height * 6.5);
  await expect(page.locator('[data-sentence] mark')).toHaveText(['came', 'raid']);
  await page.mouse.move(box.x + 40, box.y + 8 + height * 8.5);
  await expect(page.locator('[data-item="43"]')).toBeInViewport();
  await page.mouse.move(5, 5);
  await expect(page.locator('[data-sentence] mark')).toHaveText(['arrested']);
  await page.goto('/annotate/none');
  await expect(page.getByRole('alert')).toContainText('There is no document none.');
  await expect(form(page)).toHaveCount(0);
});

test('agreement of two annotators', async ({ page }) => {
  await serve(page);
  await page.goto('/annotate');
  await expect(page.getByText('Ann and Bo: 2 documents.')).toBeVisible();
  const table = page.getByRole('region', { name: 'What both have written' });
  await expect(table.locator('tbody tr').first()).toHaveText('Words of the actF10.800.70 to 0.90810 and 10');
  await expect(table.locator('tbody tr').nth(1)).toContainText('0.60 to 0.90');
  await expect(page.getByText('Without a case to compare: labels.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Codes of records that both have' }).locator('tbody tr')).toHaveText('Type of the act80.900.81−0.10');
  await page.getByLabel('Other').selectOption('Cy');
  await expect(page).toHaveURL(/b=Cy/);
  await expect(page.getByLabel('For the methods section')).toHaveValue('Ann and Cy read two documents.');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const)
  test(`nothing serious for axe, nothing wider than the window: ${scheme}`, async ({ page }) => {
    await serve(page);
    await page.emulateMedia({ colorScheme: scheme });
    for (const path of ['/annotate', '/annotate/d1']) {
      for (const width of [360, 1280, 2560]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        await expect(page.getByText('nothing that others typed, is ever shown here')).toBeVisible();
        if (path.endsWith('d1')) {
          await page.getByText('The form on one page').click();
          await page.getByRole('button', { name: 'New record of sentence 2', exact: true }).click();
          await page.keyboard.type('police');
          await page.keyboard.press('End');
          await page.keyboard.type('C');
          await expect(page.locator('#form-options').getByRole('option').first()).toBeVisible();
          await expect(state(page)).toContainText('One mistake');
          const box = await page.getByRole('listbox').boundingBox();
          expect(box!.x + box!.width).toBeLessThanOrEqual(width);
        }
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(1);
        if (width === 360) expect(await page.evaluate(() => document.querySelector('.box')?.getBoundingClientRect().width ?? 0)).toBeLessThan(360);
        if (width === 1280) expect(await serious(page)).toBe('[]');
      }
    }
  });
