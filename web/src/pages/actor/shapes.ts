// What the server tells of one actor.
import { quadOf } from '../../lib/format';
import type { Actor, Dyad } from '../../lib/types';
import { bins, type Bin, type Quads, type Row } from '../overview/months';

/** Reports of one month on one side, by class: those that claim it and those that deny it. */
export interface Told { reported: Quads; denied: Quads }
export interface Month { month: string | null; done: Told; received: Told }
export interface ActorDetail { actor: Actor; documents: string[]; months?: Month[] }

export interface Entry {
  change: string; date: string | null; published: string | null; outlet: string; doc: string; tie: string; sentence: string;
  holder: string; holder_name?: string; own_voice: boolean;
}
export interface Tie { from: string; from_name?: string; to: string; to_name?: string; kind: string; entries: Entry[] }

export type Side = 'done' | 'received';
/** By month: all reports by class, and how many of conflict and of cooperation deny it. */
export interface SideRow extends Row { claimed: Quads; denied: Quads }

const sum = (quads: readonly number[]) => quads.reduce((a, b) => a + b, 0);
const plus = (a: Quads, b: Quads): Quads => [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]];

/** The months of one side that hold anything, and how many reports tell of acts without a month. */
export function sideOf(months: readonly Month[], side: Side): { rows: SideRow[]; undated: number } {
  const rows: SideRow[] = [];
  let undated = 0;
  for (const m of months) {
    const { reported, denied } = m[side];
    const quads = plus(reported, denied);
    if (sum(quads) === 0) continue;
    if (m.month) rows.push({ month: m.month, quads, claimed: reported, denied });
    else undated += sum(quads);
  }
  return { rows, undated };
}

export interface SideBin extends Bin { claimed: Quads; denied: Quads }
/** The same in bins of several months. */
export function sideBins(rows: readonly SideRow[], size: number): SideBin[] {
  const of = (key: 'claimed' | 'denied') => new Map(bins(rows.map((r) => ({ month: r.month, quads: r[key] })), size).map((b) => [b.from, b.quads]));
  const claimed = of('claimed');
  const denied = of('denied');
  return bins(rows, size).map((b) => ({ ...b, claimed: claimed.get(b.from)!, denied: denied.get(b.from)! }));
}

/** Months of a pair, from what is counted between two parties each way. */
export function between(there: readonly Dyad[], back: readonly Dyad[]): Month[] {
  const none = (): Told => ({ reported: [0, 0, 0, 0], denied: [0, 0, 0, 0] });
  const out = new Map<string | null, Month>();
  for (const [side, dyads] of [['done', there], ['received', back]] as const)
    for (const d of dyads) {
      const month = out.get(d.month) ?? { month: d.month, done: none(), received: none() };
      const at = ((quadOf(d.event) ?? 1) - 1) as 0 | 1 | 2 | 3;
      month[side].reported[at] += d.reported;
      month[side].denied[at] += d.denied;
      out.set(d.month, month);
    }
  return [...out.values()];
}

/** Ties gathered by the other party, the one most spoken of first; within it everything in the order of time. */
export function byParty(ties: readonly Tie[], actor: string): { id: string; name: string; steps: (Entry & { tie_kind: string; outward: boolean })[] }[] {
  const out = new Map<string, { id: string; name: string; steps: (Entry & { tie_kind: string; outward: boolean })[] }>();
  for (const t of ties) {
    const outward = t.from === actor;
    const id = outward ? t.to : t.from;
    const of = out.get(id) ?? { id, name: (outward ? t.to_name : t.from_name) ?? id, steps: [] };
    of.steps.push(...t.entries.map((e) => ({ ...e, tie_kind: t.kind, outward })));
    out.set(id, of);
  }
  const when = (e: Entry) => e.date ?? e.published ?? '~';
  for (const of of out.values()) of.steps.sort((a, b) => when(a).localeCompare(when(b)));
  return [...out.values()].sort((a, b) => b.steps.length - a.steps.length || a.name.localeCompare(b.name));
}

export interface Use {
  holder: string; holder_name?: string; own_voice: boolean; quote: string | null; kind: string; polarity: string;
  published: string | null; outlet: string; doc: string; label: string; copy: boolean; sentence: string;
}
export interface History { target: string; target_name?: string; text: string; since: string | null; uses: Use[] }
/** One label between an actor and another party: the holder of a received one, the target of a given one. */
export interface LabelRow { text: string; id: string; name: string; sort: string; uses: Use[] }

/** Labels by their words and the other party, the most used first. */
export function labelRows(histories: readonly History[], side: 'given' | 'received'): LabelRow[] {
  const out = new Map<string, LabelRow>();
  for (const h of histories)
    for (const use of h.uses) {
      const [id, name] = side === 'given' ? [h.target, h.target_name ?? h.target] : [use.holder, use.holder_name ?? use.holder];
      const sort = [use.polarity, use.kind].filter(Boolean).join(' ');
      const key = [h.text, id, sort].join('\n');
      const row = out.get(key) ?? { text: h.text, id, name, sort, uses: [] };
      row.uses.push(use);
      out.set(key, row);
    }
  return [...out.values()].sort((a, b) => b.uses.length - a.uses.length || a.text.localeCompare(b.text));
}
