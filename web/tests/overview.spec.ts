// The overview against answers made here: a span of time is kept, and what lies around it stays in sight; lists on a narrow screen.
import { expect, test, type Page } from '@playwright/test';
import { around, monthIndex } from '../src/pages/overview/months';

const months = ['1960-03', '1960-04', '1960-05', '1960-06', '1960-08'];
const answer = (since: string | null, until: string | null) => {
  const timeline = months.filter((m) => (!since || m >= since.slice(0, 7)) && (!until || m <= until.slice(0, 7))).map((month) => ({ month, quads: [1, 0, 2, 1] }));
  return {
    incidents: timeline.length * 4, accounts: timeline.length * 5, timeline, undated: 2, types: [], quads: [1, 2, 3, 4].map((key) => ({ key, n: 1 })), actors: [], outlets: [], countries: [], places: [],
    unplaced: 0, told_more_than_once: 0, contradicted: 0, denied: 0,
  };
};

async function serve(page: Page) {
  await page.route('**/api/**', (call) => call.fulfill({ json: { items: [], total: 0 } }));
  await page.route(/\/api\/overview/, (call) => {
    const query = new URL(call.request().url()).searchParams;
    return call.fulfill({ json: answer(query.get('since'), query.get('until')) });
  });
}

test('what is drawn around a span of time', () => {
  const i = monthIndex;
  const span = { from: i('1960-05'), to: i('1960-06') };
  // Every month has a bar of its own: nothing moves.
  expect(around(span, { from: i('1960-01'), to: i('1961-12') }, 600)).toEqual({ from: i('1960-01'), to: i('1961-12'), cut: false });
  // A century: half a year on either side of two months, three years on either side of three.
  const century = { from: i('1900-01'), to: i('1999-12') };
  expect(around(span, century, 600)).toEqual({ from: i('1959-11'), to: i('1960-12'), cut: true });
  expect(around({ from: i('1960-01'), to: i('1962-12') }, century, 600)).toEqual({ from: i('1957-01'), to: i('1965-12'), cut: true });
  // An open end reaches to the end of what there is.
  expect(around({ from: i('1990-01'), to: null }, century, 600)).toEqual({ from: i('1980-01'), to: i('1999-12'), cut: true });
});

test('the months around a kept span stay in sight', async ({ page }) => {
  await serve(page);
  await page.goto('/');
  const plot = page.getByRole('img', { name: /Incidents by month/ });
  await expect(plot.locator('rect.bar')).toHaveCount(15);
  const box = (await plot.boundingBox())!;
  // Six months from March on: the third is May.
  const at = (n: number) => box.x + 34 + ((box.width - 42) * (n + 0.5)) / 6;
  await page.mouse.move(at(1), box.y + 60);
  await page.mouse.down();
  await page.mouse.move(at(2), box.y + 60);
  await page.mouse.up();
  await expect(page).toHaveURL(/since=1960-04-01&until=1960-05-31/);
  await expect(page.getByText('8 incidents')).toBeVisible();
  await expect(plot.locator('.around rect.bar')).toHaveCount(15);
  await expect(plot.locator('rect.kept')).toHaveCount(1);
  await expect(page.getByText('Pale: outside the span kept.')).toBeVisible();
  // The bars stay where they were, so that the next span is drawn on the same picture.
  await page.mouse.move(at(5), box.y + 60);
  await expect(page.locator('.read')).toContainText('1960-08: 4, outside the span kept');
  await page.getByRole('button', { name: 'Whole time' }).click();
  await expect(plot.locator('.around rect.bar')).toHaveCount(0);
});

test('a shared address draws what lies around its span as well', async ({ page }) => {
  await serve(page);
  await page.goto('/?since=1960-08-01');
  await expect(page.locator('.around rect.bar')).toHaveCount(15);
});

test('incidents are cards on a narrow screen', async ({ page }) => {
  await serve(page);
  await page.route(/\/api\/incidents/, (call) => call.fulfill({ json: { total: 1, items: [{
    id: 'i1', event: 'COERCE', mode: 'arrest', date: { from: '1960-05-01', precision: 'day' }, place: { name: 'Vell' }, parties: [], party_names: ['police', 'members of the Dawn Front and of the union of harbour workers'],
    mentions: [{ doc: 'a' }], accounts: 1, reports: 1, origins: { independent: 1, at_least: 1, at_most: 1, list: [] },
  }] } }));
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/incidents');
  const list = page.getByRole('region', { name: 'Incidents' });
  await expect(list).toBeVisible();
  expect(await list.evaluate((e) => e.scrollWidth - e.clientWidth)).toBeLessThanOrEqual(0);
  expect(await list.locator('td').nth(2).evaluate((e) => getComputedStyle(e, '::before').content)).toBe('"Parties"');
});
