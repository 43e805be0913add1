// The whole way of a person who never saw sayso: ten reports in, the incident where they disagree, who says what,
// one record corrected, one name changed and taken back, a table out. It goes by what stands on the screen, against a real server.
// It writes into the workspace, so it has one of its own, which begins empty.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const folder = fileURLToPath(new URL('../../corpus/demo/', import.meta.url));
const reports = readdirSync(folder).sort().slice(0, 10).map((name) => folder + name);

test.use({ baseURL: 'http://127.0.0.1:7656' });
test.setTimeout(120_000);

test('from ten dropped reports to a table', async ({ page }) => {
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  const main = page.getByRole('main');

  await test.step('drop ten reports', async () => {
    await page.goto('/');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Add' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose files…' }).click();
    await (await chooser).setFiles(reports);
    await expect(main.getByRole('region', { name: 'Upload: 10 files' }).getByText(/^Done: 13 reports/)).toBeVisible({ timeout: 90_000 });
  });

  await test.step('find the incident where they disagree, and see who says what', async () => {
    const row = main.getByRole('listitem').filter({ hasText: 'they disagree: whether it happened' }).first();
    await row.getByRole('link').click();
    await expect(page).toHaveURL(/\/incidents\/i[0-9a-f]+/);
    await expect(main.getByRole('heading', { level: 1 })).toBeVisible();
    for (const who of ['State Department', 'Nikita Khrushchev']) await expect(main.getByText(who).first()).toBeVisible();
    await expect(main.getByText('The State Department denied on Friday', { exact: false }).first()).toBeVisible();
    // Nothing here says in its own name that the act happened.
    await expect(main.getByText(/denied by|denies/i).first()).toBeVisible();
  });

  await test.step('from an account to its place in the report', async () => {
    await main.locator('a[href*="/documents/"]').first().click();
    await expect(page).toHaveURL(/\/documents\//);
    await expect(main.getByRole('article').getByRole('heading', { level: 1 })).toBeVisible();
  });

  let record = '';
  await test.step('correct the record that stands there', async () => {
    record = new URL(page.url()).searchParams.get('record') ?? '';
    expect(record).not.toBe('');
    await main.getByRole('link', { name: 'Accept or correct' }).click();
    await main.getByRole('textbox', { name: /name/i }).fill('Ann');
    await main.getByRole('textbox', { name: /name/i }).press('Enter');
    await main.getByRole('button', { name: /^Correct/ }).click();
    await main.getByLabel('Type', { exact: true }).selectOption('THREATEN');
    await main.getByLabel('Mode', { exact: true }).selectOption('violence');
    await main.getByRole('button', { name: /^Save the correction/ }).click();
    await expect(main.getByRole('status').filter({ hasText: /corrected/ })).toBeVisible();
    await expect(main.getByText('1 of', { exact: false }).first()).toBeVisible();
  });

  await test.step('ask for the words of it', async () => {
    await page.getByLabel('Search articles and actors').fill('treachery');
    await page.getByLabel('Search articles and actors').press('Enter');
    await expect(main.locator('mark').first()).toHaveText(/treachery/i);
  });

  await test.step('rename an actor and take it back', async () => {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Actors' }).click();
    await main.getByRole('link', { name: 'Nikita Khrushchev' }).first().click();
    await expect(main.getByRole('heading', { level: 1 })).toContainText('Nikita Khrushchev');
    await main.getByRole('button', { name: /rename/i }).first().click();
    const name = main.getByRole('textbox', { name: /name/i }).first();
    await name.fill('N. S. Khrushchev');
    await name.press('Enter');
    await expect(main.getByRole('heading', { level: 1 })).toContainText('N. S. Khrushchev');
    await main.getByRole('button', { name: /undo/i }).first().click();
    await expect(main.getByRole('heading', { level: 1 })).toContainText('Nikita Khrushchev');
  });

  await test.step('take a table along', async () => {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Incidents' }).click();
    const download = page.waitForEvent('download');
    await main.getByRole('link', { name: /csv/i }).first().click();
    const table = readFileSync(await (await download).path(), 'utf8').trim().split('\n');
    expect(table.length).toBeGreaterThan(20);
    expect(table[0]).toContain(',');
    // The table has the record as it was corrected.
    expect(table.find((line) => line.includes(record))).toMatch(/THREATEN/);
  });

  expect(broken).toEqual([]);
});
