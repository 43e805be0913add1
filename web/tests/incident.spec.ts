// The story of the aircraft, against the demo workspace: claim, denial, admission; then a split and its undo.
import { expect, test } from '@playwright/test';

test('claim, denial and admission stand beside each other, and lead to sentences', async ({ page }) => {
  await page.goto('/incidents/i86d3f9e411dccb9c');
  await expect(page.locator('article')).toHaveCount(3);
  await expect(page.getByRole('heading', { name: 'Denied by' }).first()).toBeVisible();
  await expect(page.getByText('State Department denied on Friday').first()).toBeVisible();
  await expect(page.getByText('State Department admitted on Saturday').first()).toBeVisible();
  await expect(page.locator('article mark').first()).toHaveText('violated');
  await expect(page.locator('article blockquote a').first()).toHaveAttribute('href', '/documents/02-moscow-announcement?record=86d3f9e411dccb9c');
});

test('numbers lead to sentences', async ({ page }) => {
  await page.goto('/contradictions?tab=numbers');
  await expect(page.getByRole('row', { name: /40.*organisers/ }).first().getByRole('link')).toHaveAttribute('href', /\/documents\/.*record=/);
});

test('an account is split off and put back', async ({ page }) => {
  await page.goto('/incidents/i86d3f9e411dccb9c');
  await page.getByRole('button', { name: 'Split this account off' }).last().click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await expect(page.locator('article')).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('article')).toHaveCount(3);
});
