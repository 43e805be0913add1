// Shapes of the API's answers. What a reading means field by field stands in the reading schema.
import type { Span } from './text';
export type { Span };

export type EventType =
  | 'AGREE' | 'CONSULT' | 'SUPPORT' | 'CONCEDE' | 'COOPERATE' | 'AID' | 'RETREAT' | 'REQUEST'
  | 'ACCUSE' | 'REJECT' | 'THREATEN' | 'PROTEST' | 'SANCTION' | 'MOBILIZE' | 'COERCE' | 'ASSAULT';
export type Quad = 1 | 2 | 3 | 4;
export type Act = 'states' | 'denies' | 'doubts' | 'believes' | 'predicts' | 'wants' | 'asks' | 'promises' | 'threatens' | 'asks-whether';
export type Kind = 'person' | 'organization' | 'state' | 'group' | 'place-as-state' | 'unknown';

export interface PartyRef { actor?: string | null; span: Span }
export interface Place {
  name: string; span?: Span; lat?: number | null; lon?: number | null; admin1?: string | null; country?: string | null;
  geonameid?: number | null; precision?: Precision; feature?: string | null; how?: string;
}
export type Precision = 'point' | 'place' | 'admin' | 'country' | 'region';
export type DatePrecision = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'decade' | 'unknown';
export interface DateValue { from: string | null; to?: string | null; precision: DatePrecision; span?: Span }
export interface Count { at_least?: number; at_most?: number; unit?: string; hedge?: string; span?: Span }
export interface Factuality {
  polarity: '+' | '-'; certainty: 'certain' | 'probable' | 'possible' | 'unknown';
  realis: 'actual' | 'future' | 'conditional' | 'requested' | 'generic'; standing?: 'reported' | 'background';
}
export interface ChainLink {
  holder: { publisher?: boolean; actor?: string | null; span?: Span; unnamed?: boolean; in?: 'text' | 'byline' };
  cue?: Span; act?: Act; quote?: 'direct' | 'indirect' | 'mixed' | 'scare';
}
export interface Evidence { sentence: Span; trigger: Span }
export interface EventRecord {
  id: string; event: EventType; mode?: string | null; contexts?: string[]; cameo?: string | null;
  actor: PartyRef[]; recipient: PartyRef[]; location?: Place | null; date?: DateValue | null; magnitude?: Record<string, Count>;
  factuality: Factuality; chain: ChainLink[]; evidence: Evidence; rule?: string; confidence?: number;
  standing?: 'reported' | 'background'; stake?: { side: string; reason: string } | null; keys?: string[];
}
export interface LabelRecord {
  id: string; target: PartyRef; text?: string; span: Span; kind?: 'designation' | 'epithet' | 'comparison' | 'praise';
  polarity?: 'negative' | 'positive' | 'mixed'; chain: ChainLink[]; rule?: string; confidence?: number;
}
export interface TieRecord {
  id: string; from: PartyRef; to: PartyRef; kind: string; change: 'holds' | 'begins' | 'strengthens' | 'weakens' | 'ends';
  since?: DateValue | null; until?: DateValue | null; chain: ChainLink[]; evidence: Evidence; rule?: string; confidence?: number;
}
export interface Mention { span: Span; form?: 'name' | 'acronym' | 'description' | 'group' | 'pronoun'; doc?: string }
export interface Actor {
  id: string; name: string; aliases?: { name: string; count: number }[]; kind?: Kind; country?: string | null; sector?: string[];
  roles?: { title: string; organization?: string | null; from?: string | null; to?: string | null; span?: Span; doc?: string }[];
  wikidata?: string | null; mentions: Mention[]; documents?: string[];
}
export interface Doc {
  id: string; title?: string | null; byline?: string | null; publisher?: string | null; url?: string | null; published?: string | null;
  language?: string | null; text: string; captions?: Span[]; cut?: number | null;
}
export interface Reading { document: Doc; actors: Actor[]; events: EventRecord[]; labels: LabelRecord[]; ties: TieRecord[]; produced_by?: Record<string, string> }

export interface Workspace {
  file: string; documents: number; events: number; incidents: number; actors: number; told_more_than_once: number; pending: number;
  versions: Record<string, unknown>[]; published: [string, string] | null; sayso: string; writable: boolean;
}
export interface List<T> { items: T[]; total?: number }

export interface Origin {
  holder: string; name: string; named: boolean; own_voice: boolean; documents: string[]; cited_by: string[]; copies: string[];
  act: Act | string; side: 'actor' | 'recipient' | 'outside' | 'unknown';
}
export interface Incident {
  id: string; event: EventType; mode: string | null; date: DateValue | null; place: Place | null; parties: string[]; party_names?: string[];
  /** Of an incident in a list, which names only the first of its parties and mentions. */
  accounts?: number; reports?: number; party_count?: number;
  mentions: { doc: string; event: string; trigger: Span }[];
  origins: {
    independent: number; at_least: number; at_most: number; sides: Record<'actor' | 'recipient' | 'outside' | 'unknown', number>; list: Origin[]; why: string;
  };
  values: { field: string; value: unknown; chain: string[]; doc: string; event: string }[];
  reasons: { event: string; with: string; score: number; reasons: { reason: string; [key: string]: unknown }[]; explanation: string }[];
}
export interface NamedLink { holder: string; name: string; act?: Act | string | null; cue?: string | null }
export interface Account {
  doc: string; event: string; publisher: string | null; published: string | null; title: string | null;
  sentence: string; trigger_in_sentence: Span; chain: NamedLink[]; factuality: Factuality; text_of_chain: string;
}
export interface Contradiction {
  incident: string; field: string; explanation: string;
  accounts: { doc: string; event: string; value: unknown; shown: string; holder: string; name: string; outlet: string; sentence: string; also: unknown[] }[];
}
export interface Ledger {
  incident: string; field: string; unit: string | null;
  rows: {
    at_least: number | null; at_most: number | null; holder: string; name: string; act: string; stance: string; certainty: string; published: string | null;
    publisher: string | null; doc: string; event: string; span: Span; sentence: string; copy: boolean; repeats_earlier: boolean;
  }[];
  revisions: Record<string, unknown>[];
  derived: { lowest: number | null; highest: number | null; acled: number | null; ucdp: { low: number | null; best: number | null; high: number | null } | null; origins: number; open_above: boolean };
}
export interface Silence { incident: string; field: string; shown: string; claim_only: string[]; denial_only: string[]; both: string[]; neither: string[]; denied_anywhere: boolean }
export interface Overlap {
  a: string; b: string; relation: string; confidence: number; reasons: string[]; direction: string; direction_reason: string;
  passages: { a: Span; b: Span; words: number; quoted: boolean; changes: unknown[] }[]; share_a: number; share_b: number; only_a: Span[]; only_b: Span[];
}
export interface Drift { kind: string; before: { doc: string; span: Span; text: string }; after: { doc: string; span: Span; text: string }; explanation: string; directed: boolean }
export interface Source { holder: string; name: string; named: boolean; records: number; cited_by: string[]; acts: Record<string, number>; about: unknown[] }
export interface Dyad {
  month: string | null; actor: string | null; recipient: string | null; event: EventType; incidents: number; reported: number; denied: number;
  dated_by_publication: number; independent_origins: number; origins_at_least: number; origins_at_most: number;
}
export interface IncidentDetail {
  incident: Incident; parties: { id: string; name: string }[]; accounts: Account[]; claims: unknown[]; numbers: Ledger[];
  contradictions: Contradiction[]; silences: Silence[]; drift: Drift[]; overlaps: Overlap[];
  /** How many there are; the answer has the first of them where all were not asked for. */
  total: { accounts: number; parties: number; reasons: number; drift: number; overlaps: number };
}
export interface ActorItem { actor: Actor; mentions: number; documents: number }

export interface Counted { key: string; n: number }
export interface Overview {
  incidents: number; accounts: number; timeline: { month: string; quads: [number, number, number, number] }[]; undated: number;
  types: Counted[]; quads: { key: Quad; n: number }[]; actors: { id: string; name: string; n: number }[]; outlets: Counted[]; countries: Counted[];
  places: { name: string; country: string | null; lat: number; lon: number; precision: Precision; n: number }[];
  unplaced: number; told_more_than_once: number; contradicted: number; denied: number;
}
