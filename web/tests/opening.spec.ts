import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';

test('what the server works out ahead is what pages ask first', async ({ page }) => {
  const ahead = readFileSync('../crates/sayso-server/src/opening.txt', 'utf8').trim().split('\n');
  const asked = new Set<string>();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname.startsWith('/api/')) asked.add(url.pathname.slice('/api'.length) + url.search);
  });
  for (const path of ['/', '/incidents', '/actors', '/contradictions', '/sources', '/documents']) {
    await page.goto(path);
    await expect(page.locator('h1').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
  }
  expect(ahead.filter((address) => !asked.has(address))).toEqual([]);
});
