// How long a person waits: the first view of a workspace, and every click after it, in a real browser.
//
//   sayso serve --workspace FILE &
//   node bench/clicks.mjs http://127.0.0.1:7600 [rounds]
//
// A click counts from the moment the page gets it until what it asked for stands on the page: the answer is drawn and nothing
// waits any more. The clock is the page's own, so that what the test needs to find and reach a link is not counted.
import { chromium } from '@playwright/test';

const address = process.argv[2] ?? 'http://127.0.0.1:7600';
const rounds = Number(process.argv[3] ?? 5);
const browser = await chromium.launch({ executablePath: process.env.SAYSO_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.addInitScript(() => {
  localStorage.setItem('sayso.reviewer', 'bench');
  window.lastInput = 0;
  for (const kind of ['click', 'keydown']) addEventListener(kind, (event) => (window.lastInput = event.timeStamp), true);
});

/** Waits until every call has been answered and drawn. A call that is taken back with its page may end without a word. */
const open = new Map();
page.on('request', (request) => request.url().includes('/api/') && open.set(request, performance.now()));
for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => open.delete(request));
async function settled() {
  let waited = 0;
  do {
    waited = await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - window.lastInput)))),
    );
    for (const [request, since] of open) if (performance.now() - since > 20_000) open.delete(request);
  } while (open.size > 0);
  return waited;
}

const times = new Map();
async function timed(name, action, ready) {
  open.clear();
  await action();
  await ready?.();
  times.set(name, [...(times.get(name) ?? []), await settled()]);
}

const main = page.getByRole('main');
const nav = (name) => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click();
const heading = (name) => () => main.getByRole('heading', { level: 1 }).filter({ hasText: name }).waitFor();
const links = (path) => main.locator(`a[href^="${path}"]`);

for (let round = 0; round < rounds; round += 1) {
  const fresh = await page.context().newCDPSession(page);
  await fresh.send('Network.clearBrowserCache');
  await timed('first view', () => page.goto(address), () => main.locator('svg').first().waitFor());
  const bars = main.getByRole('button').or(main.getByRole('link')).filter({ hasText: /[a-z]: / });
  if (await bars.count()) await timed('overview: one type', () => bars.first().click());
  await timed('incidents', () => nav('Incidents'), heading('Incidents'));
  await timed('an incident', () => links('/incidents/').nth(round).click(), () => page.waitForURL(/\/incidents\/./));
  const report = main.locator('a[href*="/documents/"]').first();
  if (await report.count()) await timed('from an account to its report', () => report.click(), () => page.waitForURL(/\/documents\/./));
  await timed('next record', () => page.keyboard.press('j'));
  await timed('actors', () => nav('Actors'), heading('Actors'));
  await timed('an actor', () => links('/actors/').nth(round).click(), () => page.waitForURL(/\/actors\/./));
  await timed('contradictions', () => nav('Contradictions'), () => page.waitForURL(/contradictions/));
  await timed('sources', () => nav('Sources'), heading('Sources'));
  await timed('documents', () => nav('Documents'), heading('Documents'));
  await timed('review', () => nav('Review'), () => main.getByRole('button', { name: /^Accept/ }).waitFor());
  await timed('review: skip', () => page.keyboard.press('n'));
  await timed('lexicon', () => nav('Lexicon'), () => page.waitForURL(/lexicon/));
  await page.getByLabel('Search articles and actors').fill(['police', 'minister', 'border', 'election', 'court'][round % 5]);
  await timed('search', () => page.getByLabel('Search articles and actors').press('Enter'), () => page.waitForURL(/search/));
}

const at = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(share * list.length))];
for (const [name, list] of times) console.log(`${name.padEnd(34)} median ${at(list, 0.5).toFixed(0).padStart(6)} ms   most ${Math.max(...list).toFixed(0).padStart(6)} ms`);
const clicks = [...times].filter(([name]) => name !== 'first view').flatMap(([, list]) => list);
console.log(`${clicks.length} clicks: median ${at(clicks, 0.5).toFixed(0)} ms, 95th percentile ${at(clicks, 0.95).toFixed(0)} ms`);
await browser.close();
