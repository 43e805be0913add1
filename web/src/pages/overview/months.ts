// Months as whole numbers (year * 12 + month), so that years of any age and bins of any size are plain arithmetic.

export const monthIndex = (iso: string): number => {
  const [y, m] = iso.split('-');
  return Number(y) * 12 + (m ? Number(m) - 1 : 0);
};
const pad = (n: number, width: number) => String(n).padStart(width, '0');
export const monthIso = (i: number): string => `${pad(Math.floor(i / 12), 4)}-${pad((((i % 12) + 12) % 12) + 1, 2)}`;
export const firstDay = (i: number): string => `${monthIso(i)}-01`;
export function lastDay(i: number): string {
  const y = Math.floor(i / 12);
  const m = ((i % 12) + 12) % 12;
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const days = m === 1 ? (leap ? 29 : 28) : [3, 5, 8, 10].includes(m) ? 30 : 31;
  return `${monthIso(i)}-${pad(days, 2)}`;
}

export type Quads = [number, number, number, number];
export interface Bin { from: number; to: number; quads: Quads; total: number }
export interface Row { month: string; quads: Quads }

/** The size of a bin in months, so that bars stay wide enough to hit. */
export function binSize(months: number, width: number): number {
  for (const size of [1, 3, 12, 60, 120, 600]) if ((months / size) * 5 <= width) return size;
  return 1200;
}

export function bins(rows: readonly Row[], size: number): Bin[] {
  const out = new Map<number, Bin>();
  for (const row of rows) {
    const from = Math.floor(monthIndex(row.month) / size) * size;
    const bin = out.get(from) ?? { from, to: from + size - 1, quads: [0, 0, 0, 0], total: 0 };
    row.quads.forEach((n, i) => {
      bin.quads[i as 0 | 1 | 2 | 3] += n;
      bin.total += n;
    });
    out.set(from, bin);
  }
  return [...out.values()].sort((a, b) => a.from - b.from);
}

/**
 * The part of a long time line worth drawing first. A report that mentions a single act of 1281 would
 * otherwise press all others into one bar. Null where everything fits.
 */
export function focus(rows: readonly Row[]): { from: number; before: number } | null {
  if (rows.length < 2) return null;
  const all = rows.map((r) => ({ at: monthIndex(r.month), n: r.quads.reduce((a, b) => a + b, 0) })).sort((a, b) => a.at - b.at);
  if (all[all.length - 1]!.at - all[0]!.at < 360) return null;
  const total = all.reduce((a, b) => a + b.n, 0);
  let before = 0;
  let seen = 0;
  for (const { at, n } of all) {
    if (seen + n > total * 0.2) {
      const from = Math.floor(at / 12) * 12;
      before = all.filter((x) => x.at < from).reduce((a, b) => a + b.n, 0);
      return before ? { from, before } : null;
    }
    seen += n;
  }
  return null;
}

export interface Window { from: number; to: number; /** whether months that hold something lie outside */ cut: boolean }
/**
 * The months to draw around a kept span of time: all of them while each still has a bar of its own, so that the bars
 * stay where they are; else the span with as much again on either side.
 */
export function around(span: { from: number | null; to: number | null }, whole: { from: number; to: number }, width: number): Window {
  const from = span.from ?? whole.from;
  const to = span.to ?? whole.to;
  const all = { from: Math.min(whole.from, from), to: Math.max(whole.to, to) };
  if (binSize(all.to - all.from + 1, width) === 1) return { ...all, cut: false };
  const more = Math.max(6, to - from + 1);
  const shown = { from: Math.max(all.from, from - more), to: Math.min(all.to, to + more) };
  return { ...shown, cut: shown.from > all.from || shown.to < all.to };
}

/** Where to write labels on an axis of months. */
export function ticks(from: number, to: number, width: number): { at: number; label: string }[] {
  const months = Math.max(1, to - from);
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400].find((s) => (s / months) * width >= 76) ?? 6000;
  const out: { at: number; label: string }[] = [];
  for (let at = Math.ceil(from / step) * step; at < to; at += step) out.push({ at, label: step < 12 ? monthIso(at) : monthIso(at).slice(0, 4) });
  return out;
}
