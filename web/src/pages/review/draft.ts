// A record while a person corrects or writes it: plain fields, spans as offsets of the text's JavaScript string, and a span
// that is still to be marked is null. From a record of the program and back to what the server takes.
import { PointText } from '../../lib/text';
import type { Act, ChainLink, Count, DatePrecision, DateValue, EventRecord, EventType, LabelRecord, PartyRef, Place, Span, TieRecord } from '../../lib/types';
import { sentenceAt, type Article, type Rec } from '../reader/model';
import type { AnyRecord, Kind } from './shapes';

export type Spot = Span | null;
export interface DraftParty { span: Spot; actor: string | null }
export interface DraftLink {
  publisher: boolean; span: Spot; actor: string | null; unnamed: boolean;
  /** The holder's span points into the byline. */
  byline: boolean;
  cue: Spot; act: Act; quote: '' | 'direct' | 'indirect' | 'mixed' | 'scare';
}
/** Empty `from` or `to`: open on that side. */
export interface DraftDate { from: string; to: string; precision: DatePrecision; span: Spot }
export interface DraftCount { name: string; at_least: number | null; at_most: number | null; unit: string; hedge: string; span: Spot }
export type DraftPlace = Omit<Place, 'span'> & { span: Spot };

/** All fields of the three kinds; which of them count follows from `kind`. */
export interface Draft {
  kind: Kind;
  /** The words that carry the record: of a label, the label itself. */
  trigger: Spot; chain: DraftLink[];
  /** Empty until it is chosen. */
  type: EventType | ''; mode: string; contexts: string[]; actor: DraftParty[]; recipient: DraftParty[]; place: DraftPlace | null; date: DraftDate | null;
  counts: DraftCount[]; polarity: '+' | '-'; certainty: string; realis: string; standing: string;
  target: DraftParty; labelKind: string; labelPolarity: string;
  from: DraftParty; to: DraftParty; tie: string; change: string; since: DraftDate | null; until: DraftDate | null;
}
export type Field = Exclude<keyof Draft, 'kind'>;

/** The fields of each kind in the order of the form, with the name that a person reads. */
export const FIELDS: Record<Kind, Partial<Record<Field, string>>> = {
  event: {
    trigger: 'Words of the act', type: 'Type', mode: 'Mode', actor: 'Actor', recipient: 'Recipient', polarity: 'Said to be so', certainty: 'Certainty',
    realis: 'Reality', standing: 'Standing', date: 'Date', place: 'Place', counts: 'Numbers', contexts: 'Contexts', chain: 'Who says so',
  },
  label: { trigger: 'Words of the label', target: 'Called so', labelKind: 'Kind', labelPolarity: 'Tone', chain: 'Who says so' },
  tie: { trigger: 'Words of the tie', from: 'From', to: 'To', tie: 'Kind', change: 'Change', since: 'Since', until: 'Until', chain: 'Who says so' },
};
export const fieldsOf = (kind: Kind): Field[] => Object.keys(FIELDS[kind]) as Field[];

export const nobody = (): DraftParty => ({ span: null, actor: null });
export const speaker = (): DraftLink => ({ publisher: false, span: null, actor: null, unnamed: false, byline: false, cue: null, act: 'states', quote: '' });
export const noDate = (): DraftDate => ({ from: '', to: '', precision: 'day', span: null });

export function blank(kind: Kind = 'event'): Draft {
  return {
    kind, trigger: null, chain: [{ ...speaker(), publisher: true }],
    type: '', mode: '', contexts: [], actor: [nobody()], recipient: [nobody()], place: null, date: null, counts: [],
    polarity: '+', certainty: 'certain', realis: 'actual', standing: 'reported',
    target: nobody(), labelKind: 'epithet', labelPolarity: 'negative', from: nobody(), to: nobody(), tie: 'backs', change: 'holds', since: null, until: null,
  };
}

const party = (p: PartyRef): DraftParty => ({ span: p.span ?? null, actor: p.actor ?? null });
const link = ({ holder, cue, act, quote }: ChainLink): DraftLink => ({
  publisher: holder.publisher === true, span: holder.span ?? null, actor: holder.actor ?? null, unnamed: holder.unnamed === true, byline: holder.in === 'byline',
  cue: cue ?? null, act: act ?? 'states', quote: quote ?? '',
});
const date = (d: DateValue | null | undefined): DraftDate | null =>
  d ? { from: d.from ?? '', to: (d.to === undefined ? d.from : d.to) ?? '', precision: d.precision, span: d.span ?? null } : null;

/** The draft that says what the record says. */
export function draftOf(rec: { kind: Kind; it: AnyRecord }): Draft {
  const out = { ...blank(rec.kind), chain: rec.it.chain.map(link) };
  if (rec.kind === 'event') {
    const it = rec.it as EventRecord;
    const counts = Object.entries(it.magnitude ?? {}).map(([name, c]) => ({
      name, at_least: c.at_least ?? null, at_most: c.at_most ?? null, unit: c.unit ?? '', hedge: c.hedge ?? '', span: c.span ?? null,
    }));
    return {
      ...out, trigger: it.evidence.trigger, type: it.event, mode: it.mode ?? '', contexts: it.contexts ?? [], actor: it.actor.map(party), recipient: it.recipient.map(party),
      place: it.location ? { ...it.location, span: it.location.span ?? null } : null, date: date(it.date), counts,
      polarity: it.factuality.polarity, certainty: it.factuality.certainty, realis: it.factuality.realis, standing: it.standing ?? 'reported',
    };
  }
  if (rec.kind === 'label') {
    const it = rec.it as LabelRecord;
    return { ...out, trigger: it.span, target: party(it.target), labelKind: it.kind ?? '', labelPolarity: it.polarity ?? '' };
  }
  const it = rec.it as TieRecord;
  return { ...out, trigger: it.evidence.trigger, from: party(it.from), to: party(it.to), tie: it.kind, change: it.change, since: date(it.since), until: date(it.until) };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
/** The fields in which a draft says something else than the given one. */
export function changes(draft: Draft, given: Draft): Field[] {
  return fieldsOf(draft.kind).filter((field) => !same(clean(draft, field), clean(given, field)));
}
/** A party without words is none. */
function clean(draft: Draft, field: Field): unknown {
  const value = draft[field];
  return field === 'actor' || field === 'recipient' ? (value as DraftParty[]).filter((p) => p.span) : value;
}

const asParty = (p: DraftParty): PartyRef => ({ actor: p.actor, ...(p.span ? { span: p.span } : {}) }) as PartyRef;
const asDate = (d: DraftDate | null): DateValue | null =>
  d ? { from: d.from || null, ...(d.to === d.from && d.from ? {} : { to: d.to || null }), precision: d.precision, ...(d.span ? { span: d.span } : {}) } : null;
function asLink(l: DraftLink): ChainLink {
  if (l.publisher) return { holder: { publisher: true } };
  return {
    holder: { ...(l.unnamed ? { unnamed: true } : { actor: l.actor }), ...(l.span ? { span: l.span } : {}), ...(l.byline ? { in: 'byline' as const } : {}) },
    ...(l.cue ? { cue: l.cue } : {}), act: l.act, ...(l.quote ? { quote: l.quote } : {}),
  };
}
function asCount(c: DraftCount): Count {
  return {
    ...(c.at_least !== null ? { at_least: c.at_least } : {}), ...(c.at_most !== null ? { at_most: c.at_most } : {}),
    ...(c.unit.trim() ? { unit: c.unit.trim() } : {}), ...(c.hedge.trim() ? { hedge: c.hedge.trim() } : {}), ...(c.span ? { span: c.span } : {}),
  };
}

/** The sentence of a trigger: as the record gave it, while the trigger stays in it. */
function sentenceOf(it: Article, trigger: Span, base: AnyRecord | undefined): Span {
  const given = base && 'evidence' in base ? base.evidence.sentence : undefined;
  if (given && given[0] <= trigger[0] && trigger[0] < given[1]) return given;
  const found = it.sentences[sentenceAt(it.sentences, trigger[0])];
  return found ? [found.start, found.start + it.text.slice(found.start, found.end).trimEnd().length] : trigger;
}

/** The record that a draft says. What no field shows is taken from `base`; nothing is, where the type or mode is another. */
export function recordOf(draft: Draft, it: Article, base?: AnyRecord): AnyRecord {
  const chain = draft.chain.map(asLink);
  const trigger = draft.trigger ?? ([0, 0] as const);
  const evidence = { sentence: sentenceOf(it, trigger, base), trigger };
  const id = base?.id ?? '';
  const rest = { ...base, id } as object;
  if (draft.kind === 'label') {
    return {
      ...rest, id, target: asParty(draft.target), text: it.text.slice(...trigger), span: trigger, kind: draft.labelKind || undefined, polarity: draft.labelPolarity || undefined, chain,
    } as LabelRecord;
  }
  if (draft.kind === 'tie') {
    return { ...rest, id, from: asParty(draft.from), to: asParty(draft.to), kind: draft.tie, change: draft.change, since: asDate(draft.since), until: asDate(draft.until), chain, evidence } as TieRecord;
  }
  const before = base as EventRecord | undefined;
  const { span, ...place } = draft.place ?? { span: null, name: '' };
  const out: EventRecord = {
    ...(rest as EventRecord), id, event: draft.type as EventType, mode: draft.mode || null, contexts: [...draft.contexts],
    actor: draft.actor.filter((p) => p.span).map(asParty), recipient: draft.recipient.filter((p) => p.span).map(asParty),
    location: draft.place ? { ...place, ...(span ? { span } : {}) } : null, date: asDate(draft.date),
    magnitude: Object.fromEntries(draft.counts.map((c) => [c.name, asCount(c)])),
    factuality: { polarity: draft.polarity, certainty: draft.certainty, realis: draft.realis } as EventRecord['factuality'],
    standing: draft.standing as EventRecord['standing'], chain, evidence,
  };
  // The finer code belongs to the type and mode that it was given for.
  if (before && (before.event !== out.event || (before.mode ?? null) !== out.mode)) delete out.cameo;
  return out;
}

/** What still has to be said before a draft is a record, in words. */
export function missing(draft: Draft): string[] {
  const out: string[] = [];
  if (!draft.trigger) out.push(FIELDS[draft.kind].trigger!.toLowerCase());
  if (draft.kind === 'label' && !draft.target.span) out.push('who is called so');
  if (draft.kind === 'tie' && !draft.from.span) out.push('from whom the tie goes');
  if (draft.kind === 'tie' && !draft.to.span) out.push('to whom the tie goes');
  draft.chain.forEach((l, i) => {
    if (!l.publisher && !l.span) out.push(`the words of speaker ${i + 1}`);
  });
  if (draft.kind === 'event') {
    if (!draft.type) out.push('the type');
    if (draft.place && !draft.place.name.trim()) out.push('the name of the place');
    for (const c of draft.counts) if (c.at_least === null && c.at_most === null) out.push(`the number ${c.name}`);
  }
  for (const d of [draft.date, draft.since, draft.until]) if (d) for (const day of [d.from, d.to]) if (day && !/^\d{4}-\d\d-\d\d$/.test(day)) out.push(`a whole date for “${day}”`);
  return out;
}

/** A copy of a record whose spans count code points again, as the server counts. */
export function inPoints<T>(value: T, it: Article): T {
  const byline = new PointText(it.reading.document.byline ?? '');
  const walk = (each: unknown, text: PointText): unknown => {
    if (Array.isArray(each)) {
      if (each.length === 2 && each.every((n) => Number.isInteger(n))) return [text.point(each[0]), text.point(each[1])];
      return each.map((inner) => walk(inner, text));
    }
    if (!each || typeof each !== 'object') return each;
    const of = (each as { in?: string }).in === 'byline' ? byline : text;
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, walk(inner, of)]));
  };
  return walk(value, it.points) as T;
}

/** What the server takes as `right`. */
export function payload(draft: Draft, it: Article, base?: AnyRecord): object {
  const { id, ...record } = inPoints(recordOf(draft, it, base), it);
  return base ? { id, ...record } : record;
}

/** A record with its place in the text, for the parts that draw it. */
export function placed(it: Article, kind: Kind, record: AnyRecord): Rec {
  const at = kind === 'label' ? (record as LabelRecord).span : (record as EventRecord).evidence.trigger;
  const layer = kind === 'event' ? 'events' : kind === 'label' ? 'labels' : 'ties';
  return { kind, layer, it: record, index: 0, id: record.id, at, sentence: sentenceAt(it.sentences, at[0]) } as Rec;
}
