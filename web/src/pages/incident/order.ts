// Accounts in the order in which they came out, copies under what they copy. A copy is no further witness,
// and "first" is never more than the first of those read here.
import type { Account, Overlap } from '../../lib/types';

export interface Copy { account: Account; /** what is known of the way between the two texts */ how: string }
export interface Told { account: Account; first: 'alone' | 'shared' | null; copies: Copy[] }

/** Texts that are one text, wholly or in a part: what both merely quote, or a form filled anew, is no copy. */
const ONE_TEXT = ['reprint', 'part'];
const day = (published: string | null) => published?.slice(0, 10) ?? '~';
/** Within a day only times tell, and only where both are known. */
const timed = (published: string | null) => published?.slice(11) ?? '';
const earlier = (a: Account, b: Account) => day(a.published).localeCompare(day(b.published)) || timed(a.published).localeCompare(timed(b.published)) || a.doc.localeCompare(b.doc);

/** The document that each copy was taken from, as far as can be told. */
function copiedFrom(accounts: readonly Account[], overlaps: readonly Overlap[]): Map<string, { doc: string; how: string }> {
  const of = new Map(accounts.map((a) => [a.doc, a]));
  const out = new Map<string, { doc: string; how: string }>();
  const leadsTo = (from: string, to: string): boolean => {
    for (let at: string | undefined = from; at; at = out.get(at)?.doc) if (at === to) return true;
    return false;
  };
  for (const o of overlaps) {
    const a = of.get(o.a);
    const b = of.get(o.b);
    if (!a || !b || !ONE_TEXT.includes(o.relation)) continue;
    const known = o.direction === 'a-to-b' || o.direction === 'b-to-a';
    const [from, copy] = (known ? o.direction === 'a-to-b' : earlier(a, b) <= 0) ? [o.a, o.b] : [o.b, o.a];
    if (out.has(copy) || leadsTo(from, copy)) continue;
    const part = o.relation === 'part';
    const whose = of.get(from)!.publisher || from;
    out.set(copy, { doc: from, how: known ? `${part ? 'copies a part of' : 'reprints'} ${whose}` : `the same text${part ? ' in part' : ''} as ${whose}; which came first cannot be told` });
  }
  return out;
}

export function inOrder(accounts: readonly Account[], overlaps: readonly Overlap[]): Told[] {
  const sorted = [...accounts].sort(earlier);
  const copied = copiedFrom(sorted, overlaps);
  const told: Told[] = sorted.filter((a) => !copied.has(a.doc)).map((account) => ({ account, first: null, copies: [] }));
  for (const account of sorted) {
    const how = copied.get(account.doc)?.how;
    if (how === undefined) continue;
    let root = account.doc;
    while (copied.has(root)) root = copied.get(root)!.doc;
    const there = told.filter((t) => t.account.doc === root);
    (there.find((t) => t.account.sentence === account.sentence) ?? there[0])?.copies.push({ account, how });
  }
  // The first: by day, and by time where every report of that day has one. A single report is first of nothing.
  const dated = told.filter((t) => t.account.published);
  if (new Set(accounts.map((a) => a.doc)).size > 1 && dated.length) {
    const firstDay = day(dated[0]!.account.published);
    let first = dated.filter((t) => day(t.account.published) === firstDay);
    if (first.every((t) => timed(t.account.published))) first = first.filter((t) => t.account.published === first[0]!.account.published);
    const alone = new Set(first.map((t) => t.account.doc)).size === 1;
    for (const t of first) t.first = alone ? 'alone' : 'shared';
  }
  return told;
}
