// Figures of the sources page: who cites whom, and how each outlet speaks. All of it counts records, none of it judges.
export interface SourceItem {
  holder: string;
  name: string;
  named: boolean;
  records: number;
  cited_by: string[];
  acts: Record<string, number>;
  about: string[];
}

export interface ChainLink {
  holder: { publisher?: boolean; actor?: string | null; unnamed?: boolean; span?: [number, number] };
  act?: string;
}
export interface EventRecord {
  id: string;
  chain: ChainLink[];
}
export interface EventItem {
  doc: string;
  event: EventRecord;
  /** "prefecture, cited by Seine Observer" */
  text_of_chain: string;
}

/** One label and one target through time, as `/api/labels` tells it. */
export interface LabelHistory {
  target: string;
  target_name?: string;
  text: string;
  since: string | null;
  uses: {
    holder: string;
    holder_name?: string;
    own_voice: boolean;
    published: string | null;
    outlet: string;
    doc: string;
    label: string;
    sentence: string;
    copy: boolean;
  }[];
}

export interface OutletRow {
  outlet: string;
  documents: number;
  events: number;
  /** told by the outlet itself, nobody cited */
  own: number;
  /** told on the word of somebody else */
  quoted: number;
  /** of the quoted: the one cited has no name */
  unnamed: number;
  labelsOwn: number;
  labelsQuoted: number;
  /** the label words in its own voice, the most used first */
  words: { text: string; n: number }[];
}

/** Whether a record stands on the word of somebody who has no name, as the list of sources sees it. */
export function namesNobody(e: EventItem, unnamed: Set<string>): boolean {
  if (e.event.chain.length < 2) return false;
  const holder = e.event.chain.at(-1)!.holder;
  if (holder.unnamed || !holder.actor) return true;
  const said = e.text_of_chain.split(', cited by ')[0]!.replace(/ \([^)]*\)$/, '');
  return unnamed.has(said.toLowerCase());
}

export const unnamedOf = (items: SourceItem[]): Set<string> =>
  new Set(items.filter((s) => !s.named).map((s) => s.name.toLowerCase()));

export interface NetNode {
  key: string;
  name: string;
  kind: 'outlet' | 'named' | 'unnamed';
  n: number;
}
export interface Net {
  nodes: NetNode[];
  edges: { from: string; to: string }[];
  /** holders left out of the drawing */
  left: number;
}

/** Outlets that are drawn beside a source: those that cite it most. More lines would show nothing. */
const CITING = 25;

/** The network of the most cited holders and those who cite them most; the table has them all. */
export function network(items: SourceItem[], most: number): Net {
  const shown = [...items].sort((a, b) => b.records - a.records || (a.holder < b.holder ? -1 : 1)).slice(0, most);
  const nodes = new Map<string, NetNode>();
  const edges: Net['edges'] = [];
  for (const s of shown) {
    const key = `h:${s.holder}`;
    nodes.set(key, { key, name: s.name, kind: s.named ? 'named' : 'unnamed', n: s.records });
    for (const outlet of s.cited_by.slice(0, CITING)) {
      const o = `o:${outlet}`;
      const known = nodes.get(o);
      if (known) known.n++;
      else nodes.set(o, { key: o, name: outlet, kind: 'outlet', n: 1 });
      edges.push({ from: o, to: key });
    }
  }
  return { nodes: [...nodes.values()], edges, left: items.length - shown.length };
}

export const share = (part: number, whole: number): string => (whole ? `${Math.round((100 * part) / whole)} %` : '–');

export const actsText = (acts: Record<string, number>): string =>
  Object.entries(acts)
    .sort((a, b) => b[1] - a[1])
    .map(([act, n]) => `${act} ${n}`)
    .join(', ');
