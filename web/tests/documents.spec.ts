// The list of documents against answers made here: words, pages of the list, and a workspace without documents.
import { expect, test, type Page } from '@playwright/test';

async function serve(page: Page, total: number) {
  await page.route(/\/api\//, (call) => call.fulfill({ json: { items: [], total: 0 } }));
  await page.route(/\/api\/documents\?/, (call) => {
    const query = new URL(call.request().url()).searchParams;
    const all = Array.from({ length: total }, (_, i) => ({
      id: `doc-${i}`, title: i === 1 ? null : `<b>Title</b> ${i}`, publisher: i === 2 ? null : 'The Courier', published: i === 3 ? null : '2024-05-14T10:00:00Z', events: i,
    })).filter((row) => !query.get('q') || (row.title ?? row.id).includes(query.get('q')!));
    const from = Number(query.get('offset') ?? 0);
    return call.fulfill({ json: { total: all.length, items: all.slice(from, from + Number(query.get('limit') ?? 100)) } });
  });
}

test('titles are text, missing values are said in words, pages follow', async ({ page }) => {
  await serve(page, 120);
  await page.goto('/documents');
  await expect(page.getByRole('link', { name: '<b>Title</b> 0' })).toHaveAttribute('href', '/documents/doc-0');
  await expect(page.getByRole('link', { name: 'doc-1', exact: true })).toBeVisible();
  await expect(page.getByRole('row', { name: /Title<\/b> 2 / })).toContainText('not named');
  await expect(page.getByRole('row', { name: /Title<\/b> 3 / })).toContainText('no date');
  await expect(page.getByText('1–50 of 120')).toBeVisible();
  await page.getByRole('link', { name: /Next/ }).click();
  await expect(page).toHaveURL(/offset=50/);
  await expect(page.getByText('51–100 of 120')).toBeVisible();
  await page.goBack();
  await expect(page.getByText('1–50 of 120')).toBeVisible();
});

test('words narrow the list and stand in the address', async ({ page }) => {
  await serve(page, 120);
  await page.goto('/documents?offset=50');
  await page.getByRole('searchbox', { name: 'Find by words' }).fill('Title</b> 77');
  await expect(page.getByText('1–1 of 1 that hold these words')).toBeVisible();
  await expect(page).toHaveURL(/\/documents\?q=Title/);
  await page.getByRole('searchbox', { name: 'Find by words' }).fill('nothing of the kind');
  await expect(page.getByText('No document holds these words.')).toBeVisible();
});

test('an empty workspace leads to where documents are added', async ({ page }) => {
  await serve(page, 0);
  await page.goto('/documents');
  await expect(page.getByRole('link', { name: /Drop articles/ })).toHaveAttribute('href', '/drop');
});
