// A rule is written and shown on the stored documents, against answers made here.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { faultOf, fileName } from '../src/pages/lexicon/drafts';

const TOML = 'event = "COERCE"\n\n[[rule]]\nid = "coerce.arrest"\nverb = ["arrest"]\n';
const sentence = '🙂 Norland said that police had rounded up two reporters.';
const at = (words: string): [number, number] => {
  const start = [...sentence.slice(0, sentence.indexOf(words))].length;
  return [start + 100, start + 100 + [...words].length];
};
const event = (type: string, mode: string | null, recipient: string) => ({
  id: 'eeee000011112222', event: type, mode, actor: [{ actor: 'a1', span: at('police') }], recipient: recipient ? [{ actor: 'a2', span: at(recipient) }] : [],
  chain: [{ holder: { publisher: true } }], factuality: { polarity: '+', certainty: 'certain', realis: 'actual' },
  evidence: { sentence: [100, 100 + [...sentence].length], trigger: at('rounded up') },
});
const trigger = at('rounded up').map((n) => n - 100);
const change = (kind: string, before: object | null, after: object | null, fields: string[] = []) => ({
  doc: 'd1', title: 'A report', publisher: 'The Courier', published: '2024-05-14', change: kind, sentence, trigger_in_sentence: trigger, before, after, fields, actors: { a1: 'Norland police' },
});

async function serve(page: Page) {
  const asked: { toml: string; limit: number; offset: number }[] = [];
  await page.route('**/api/**', (call) => call.fulfill({ json: { items: [], total: 0 } }));
  await page.route(/\/api\/lexicon\/source/, (call) => call.fulfill({ json: { file: 'events/coerce.toml', toml: TOML } }));
  await page.route(/\/api\/lexicon\/rule/, (call) => {
    const body = call.request().postDataJSON() as { toml: string; limit: number; offset: number };
    asked.push(body);
    if (body.toml.includes('broken'))
      return call.fulfill({ status: 400, json: { error: { code: 'asked_wrongly', message: 'events/tried.toml:5:9: expected `=`\n  | verb broken', hint: null } } });
    const changes = body.offset === 0
      ? [change('new', null, event('COERCE', 'arrest', 'two reporters')), change('gone', event('COERCE', null, ''), null)]
      : [change('changed', event('COERCE', null, 'two reporters'), event('ASSAULT', null, 'two reporters'), ['type'])];
    return call.fulfill({ json: {
      rules: [{ id: 'coerce.arrest', new: false }], candidates: 55, looked_at: Math.min(body.limit, 55 - body.offset), changes,
      examples: { run: 3, misses: [{ rule: 'coerce.arrest', example: '[Police] *nabbed* <him>.', expected: 'fires', found: 'nothing' }] },
    } });
  });
  return asked;
}

test('a message of the program is led to its line', () => {
  expect(faultOf('events/coerce.toml:12:3: no such slot\n | recipient = ["objekt"]')).toEqual({ line: 12, column: 3, message: 'no such slot' });
  expect(faultOf('3:1: unknown key')).toEqual({ line: 3, column: 1, message: 'unknown key' });
  expect(faultOf('the rule has no example')).toBeNull();
  expect(fileName('# a\nevent = "COERCE"\n')).toBe('coerce.toml');
});

test('a rule is begun from another, tried, kept, downloaded and thrown away', async ({ page }) => {
  const asked = await serve(page);
  await page.goto('/lexicon?write=coerce.arrest');
  const area = page.getByLabel('Rule, as text');
  await expect(area).toHaveValue(TOML);

  // Tab leaves the text.
  await area.focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Try on the stored documents' })).toBeFocused();

  await area.fill(TOML.replace('["arrest"]', '["arrest", "round up"]'));
  await page.getByRole('button', { name: 'Try on the stored documents' }).click();
  const region = page.getByRole('region', { name: 'On the stored documents' });
  await expect(region.getByText('2 of 3 come out as written.')).toBeVisible();
  await expect(region.getByText('Looked at 40 of 55 documents that hold its words.')).toBeVisible();
  await expect(region.getByText('2 records would change: 1 new, 1 gone.')).toBeVisible();
  await expect(region.locator('mark').first()).toHaveText('rounded up');
  const first = region.getByRole('listitem').filter({ hasText: 'new' }).first();
  await expect(first).toContainText('no record here');
  await expect(first).toContainText('Coerce: arrest');
  // By name where it is known, else in the words of the sentence.
  await expect(first).toContainText('Norland police');
  await expect(first).toContainText('two reporters');
  await expect(region.getByRole('link', { name: /The Courier/ }).nth(1)).toHaveAttribute('href', '/documents/d1?record=eeee000011112222');

  await region.getByRole('button', { name: 'Look at 15 more' }).click();
  await expect(region.getByText('Looked at 55 of 55 documents that hold its words.')).toBeVisible();
  await expect(region.getByText('3 records would change: 1 new, 1 gone, 1 changed.')).toBeVisible();
  expect(asked.map((a) => a.offset)).toEqual([0, 40]);

  await page.reload();
  await expect(area).toHaveValue(/round up/);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download coerce.toml' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('coerce.toml');
  expect(readFileSync(await file.path(), 'utf8')).toContain('round up');
  await page.getByRole('link', { name: 'All rules' }).click();
  await page.getByRole('link', { name: 'coerce.arrest' }).click();
  await page.getByRole('button', { name: 'Throw away my text' }).click();
  await expect(area).toHaveValue(TOML);
});

test('a broken rule is shown at its line, and by keyboard', async ({ page }) => {
  await serve(page);
  await page.goto('/lexicon');
  await page.getByRole('link', { name: 'Write a rule' }).click();
  const area = page.getByLabel('Rule, as text');
  await expect(area).toHaveValue(/coerce\.my-rule/);
  await area.fill('event = "COERCE"\n\n[[rule]]\nid = "coerce.x"\nverb broken\n');
  await area.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('Line 5, column 9: expected `=`');
  await expect(page.locator('#rule-fault pre')).toContainText('verb broken');
  await page.getByRole('button', { name: 'Go to the line' }).click();
  await expect(area).toBeFocused();
  expect(await area.evaluate((a: HTMLTextAreaElement) => a.value.slice(a.selectionStart, a.selectionEnd))).toBe('verb broken');
  // Mended, the mark goes.
  await area.press('Control+A');
  await page.keyboard.type('event = "AID"');
  await expect(page.locator('#rule-fault')).toHaveCount(0);
});
