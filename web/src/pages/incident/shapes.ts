// Claims as the server tells them: who vouches, who denies, by which way it reached the reader.
import type { Incident } from '../../lib/types';

export interface Branch { name: string; act: string | null; vouches: boolean; children: Branch[] }
export interface Told { doc: string; event: string; publisher: string | null; published: string | null; sentence: string; act: string | null }
export interface Claim {
  field: string; shown: string; origins: Incident['origins']; tree: Branch[];
  denied: { origins: Incident['origins']; accounts: Told[] } | null; accounts: Told[];
  reversals?: { name: string; from: string; to: string; before: Told; after: Told }[];
}

/** How many origins are independent of each other, or that it cannot be told. */
export const independent = (o: { at_least: number; at_most: number }): string =>
  o.at_least === o.at_most ? String(o.at_least) : `cannot tell (${o.at_least} to ${o.at_most})`;
