// What the server tells of one actor.
import type { Actor } from '../../lib/types';
import type { Quads, Row } from '../overview/months';

/** Incidents of one month on one side: by class, and how many are claimed and how many denied by somebody. */
export interface Told { quads: Quads; reported: number; denied: number }
export interface Month { month: string | null; done: Told; received: Told }
export interface Given { text: string; n: number; target: string; target_name: string; kind: string; polarity: string }
export interface Received { text: string; n: number; holder: string; holder_name: string; kind: string; polarity: string; docs: { doc: string; record: string }[] }
export interface ActorDetail {
  actor: Actor; documents: string[]; months?: Month[]; labels?: { given: Given[]; received: Received[] };
}
export interface Entry {
  change: string; date: string | null; published: string | null; outlet: string; doc: string; tie: string; sentence: string;
  holder: string; holder_name?: string; own_voice: boolean;
}
export interface Tie { from: string; from_name?: string; to: string; to_name?: string; kind: string; entries: Entry[] }

export type Side = 'done' | 'received';
export interface MonthRow extends Row { reported: number; denied: number }

const sum = (quads: readonly number[]) => quads.reduce((a, b) => a + b, 0);

/** The months of one side that hold anything, and how many incidents have no month. */
export function sideOf(months: readonly Month[], side: Side): { rows: MonthRow[]; undated: number } {
  const rows: MonthRow[] = [];
  let undated = 0;
  for (const m of months) {
    const told = m[side];
    if (!told || sum(told.quads) + told.reported + told.denied === 0) continue;
    if (m.month && /^-?\d{4}-\d\d/.test(m.month)) rows.push({ month: m.month, ...told });
    else undated += sum(told.quads);
  }
  return { rows, undated };
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
