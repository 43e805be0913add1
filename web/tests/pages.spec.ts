import { expect, test, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { serious } from './axe';

const SHOTS = 'test-results/screenshots';
mkdirSync(SHOTS, { recursive: true });

async function addresses(page: Page): Promise<Record<string, string>> {
  const incidents = await (await page.request.get('/api/incidents')).json();
  const actors = await (await page.request.get('/api/actors')).json();
  const [first, second] = actors.items.map((each: { actor: { id: string } }) => each.actor.id);
  return {
    overview: '/', incidents: '/incidents', incident: `/incidents/${incidents.items[0].id}`, actors: '/actors', actor: `/actors/${first}`,
    pair: `/pairs?actor=${first}&recipient=${second}`, sources: '/sources', contradictions: '/contradictions', documents: '/documents',
    reader: `/documents/${incidents.items[0].mentions[0].doc}?record=${incidents.items[0].mentions[0].event}`, search: '/search?q=pilot',
    lexicon: '/lexicon', 'write-rule': '/lexicon?write=new', span: '/?since=1960-05-01&until=1960-05-31', drop: '/drop', review: '/review',
    annotate: '/annotate', 'annotate-document': `/annotate/${incidents.items[0].mentions[0].doc}`,
    'review-rules': '/review?tab=rules', 'review-agreement': '/review?tab=agreement', 'map-notes': '/map-notes', parts: '/parts',
  };
}

for (const scheme of ['light', 'dark'] as const) {
  test(`every page, ${scheme}: no error, a heading, no serious finding of axe, nothing from outside`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ colorScheme: scheme });
    await page.addInitScript(() => localStorage.setItem('sayso.reviewer', 'Ann'));
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => message.type() === 'error' && wrong.push(`${page.url()}: ${message.text()}`));
    page.on('request', (request) => {
      const host = new URL(request.url()).hostname;
      if (host !== '127.0.0.1' && !request.url().startsWith('data:')) wrong.push(`asks ${request.url()}`);
    });
    for (const [name, path] of Object.entries(await addresses(page))) {
      for (const width of [360, 2560, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        await expect(page.locator('h1').first(), name).toBeVisible();
        await page.waitForLoadState('networkidle');
        await page.screenshot({ path: `${SHOTS}/${name}-${width}-${scheme}.png`, fullPage: true });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect.soft(wide, `${name} at ${width} px is wider than the window`).toBeLessThanOrEqual(1);
      }
      expect.soft(await serious(page), `${name}, ${scheme}`).toBe('[]');
    }
    expect(wrong).toEqual([]);
  });
}
