// The reader's view of one document: every span of the reading turned once from code points into offsets of
// JavaScript strings, the text cut into paragraphs and sentences, and the marks of each sentence ready to draw.

import { PointText, type Span } from '../../lib/text';
import type { Actor, EventRecord, LabelRecord, Overlap, Reading, TieRecord } from '../../lib/types';
export type { Overlap, PartyRef as Party, Span } from '../../lib/types';


export type Layer = 'events' | 'labels' | 'ties' | 'names';
export const LAYERS: Layer[] = ['events', 'labels', 'ties', 'names'];

export interface IncidentOf {
  event: string; incident: string; accounts?: number; reports?: number;
  independent?: number | null; at_least?: number; at_most?: number;
}
export interface DocumentAnswer {
  reading: Reading;
  actors?: { local: string; id: string; name: string }[];
  incidents?: IncidentOf[];
  overlaps?: Overlap[];
  sentences?: Span[];
}

export type Record_ =
  | { kind: 'event'; layer: 'events'; it: EventRecord }
  | { kind: 'label'; layer: 'labels'; it: LabelRecord }
  | { kind: 'tie'; layer: 'ties'; it: TieRecord };

/** One record with its place in the text. */
export type Rec = Record_ & {
  /** Position in the order of reading. */
  index: number;
  id: string;
  /** The words that carry it. */
  at: Span;
  /** Numbers of the first and last sentence that its evidence lies in. */
  sentence: number;
};

export interface Mark { start: number; end: number; layer: Layer; rec?: Rec; actor?: string }
export interface Sentence {
  index: number; start: number; end: number; block: number; marks: Mark[]; records: Rec[];
  /** Number the program gives this sentence, counted from 1; absent where the answer did not list sentences. */
  number?: number;
}
export interface Block { index: number; start: number; end: number; caption: boolean; tight: boolean; sentences: Sentence[] }
export type Role = 'actor' | 'recipient' | 'trigger' | 'place' | 'time' | 'number' | 'holder' | 'cue' | 'target' | 'label' | 'from' | 'to';
export interface RoleSpan { start: number; end: number; role: Role; tag: string; level?: number; /** Shown while pointed at. */ peek?: boolean }

export interface Article {
  answer: DocumentAnswer;
  reading: Reading;
  text: string;
  /** The text with its two ways of counting. */
  points: PointText;
  blocks: Block[];
  sentences: Sentence[];
  records: Rec[];
  byId: Map<string, Rec>;
  actors: Map<string, Actor>;
  /** Workspace actor of each actor of the document. */
  known: Map<string, { id: string; name: string }>;
  incidents: Map<string, IncidentOf>;
  words: number;
}

function convert(span: Span, text: PointText): Span {
  return [text.unit(span[0]), text.unit(span[1])];
}

function isSpan(value: unknown): value is Span {
  return Array.isArray(value) && value.length === 2 && value.every((n) => Number.isInteger(n));
}

/** A copy of `value` whose spans count as JavaScript does. Spans of a holder in the byline count in the byline. */
function converted<T>(value: T, text: PointText, byline: PointText): T {
  const walk = (it: unknown): unknown => {
    if (isSpan(it)) return convert(it, text);
    if (Array.isArray(it)) return it.map(walk);
    if (it && typeof it === 'object') {
      const object = it as Record<string, unknown>;
      if (object.in === 'byline' && isSpan(object.span)) {
        return { ...object, span: convert(object.span, byline) };
      }
      return Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, walk(inner)]));
    }
    return it;
  };
  return walk(value) as T;
}

/** Spans of the sentences of one paragraph that no record and no list of sentences tells. */
function guessed(text: string, start: number, end: number): Span[] {
  const out: Span[] = [];
  if (typeof Intl.Segmenter === 'function') {
    const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
    for (const piece of segmenter.segment(text.slice(start, end))) {
      out.push([start + piece.index, start + piece.index + piece.segment.length]);
    }
    return out;
  }
  return [[start, end]];
}

export function article(answer: DocumentAnswer): Article {
  const text = answer.reading.document.text ?? '';
  const points = new PointText(text);
  const byline = new PointText(answer.reading.document.byline ?? '');
  const { document, ...rest } = answer.reading;
  const reading: Reading = {
    ...converted(rest, points, byline),
    document: { ...document, captions: (document.captions ?? []).map((span) => convert(span, points)) },
  } as Reading;

  // Records in the order of reading; on one word the shorter chain first.
  const records = [
    ...reading.events.map((it) => ({ kind: 'event', layer: 'events', it, id: it.id, at: it.evidence.trigger })),
    ...reading.labels.map((it) => ({ kind: 'label', layer: 'labels', it, id: it.id, at: it.span })),
    ...reading.ties.map((it) => ({ kind: 'tie', layer: 'ties', it, id: it.id, at: it.evidence.trigger })),
  ] as Rec[];
  records.sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1] || a.it.chain.length - b.it.chain.length);
  records.forEach((rec, index) => {
    rec.index = index;
    rec.sentence = 0;
  });

  // Sentences: listed by the answer, else those that records name, else split here.
  const listed = (answer.sentences ?? []).map((span) => convert(span, points));
  const named: Span[] = listed.length
    ? listed
    : [...new Map([...reading.events, ...reading.ties].map((r) => [r.evidence.sentence.join(), r.evidence.sentence])).values()];
  named.sort((a, b) => a[0] - b[0]);

  const blocks: Block[] = [];
  const sentences: Sentence[] = [];
  let next = 0;
  for (const line of text.matchAll(/[^\n]+/g)) {
    if (!line[0].trim()) continue;
    const start = line.index;
    const end = start + line[0].length;
    const block: Block = {
      index: blocks.length, start, end,
      caption: reading.document.captions!.some(([s, e]) => s < end && e > start),
      // One line break alone joins closer than an empty line.
      tight: start > 1 && text[start - 1] === '\n' && text[start - 2] !== '\n',
      sentences: [],
    };
    const add = (from: number, to: number, number?: number) => {
      if (to <= from) return;
      const sentence: Sentence = { index: sentences.length, start: from, end: to, block: block.index, marks: [], records: [], number };
      sentences.push(sentence);
      block.sentences.push(sentence);
    };
    let at = start;
    while (next < named.length && named[next]![1] <= start) next++;
    for (let i = next; i < named.length && named[i]![0] < end; i++) {
      const from = Math.max(named[i]![0], at);
      const to = Math.min(named[i]![1], end);
      if (to <= from) continue;
      // What lies between listed sentences is blank: it stays with the sentence before.
      if (from > at) {
        if (text.slice(at, from).trim() === '' && block.sentences.length) block.sentences.at(-1)!.end = from;
        else guessed(text, at, from).forEach(([s, e]) => add(s, e));
      }
      add(from, to, listed.length ? i + 1 : undefined);
      at = to;
    }
    if (at < end) {
      if (text.slice(at, end).trim() === '' && block.sentences.length) block.sentences.at(-1)!.end = end;
      else guessed(text, at, end).forEach(([s, e]) => add(s, e));
    }
    blocks.push(block);
  }

  const marks: Mark[] = records.map((rec) => ({ start: rec.at[0], end: rec.at[1], layer: rec.layer, rec }));
  for (const actor of reading.actors) {
    for (const mention of actor.mentions) {
      marks.push({ start: mention.span[0], end: mention.span[1], layer: 'names', actor: actor.id });
    }
  }
  for (const mark of marks) {
    let i = sentenceAt(sentences, mark.start);
    if (mark.rec && sentences[i]) {
      mark.rec.sentence = i;
      sentences[i]!.records.push(mark.rec);
    }
    for (; i < sentences.length && sentences[i]!.start < mark.end; i++) sentences[i]!.marks.push(mark);
  }

  return {
    answer, reading, text, points, blocks, sentences, records,
    byId: new Map(records.map((rec) => [rec.id, rec])),
    actors: new Map(reading.actors.map((actor) => [actor.id, actor])),
    known: new Map((answer.actors ?? []).map((a) => [a.local, a])),
    incidents: new Map([
      // An event that is told once is an incident of its own, which the answer does not list.
      ...reading.events.map((event): [string, IncidentOf] => [event.id, { event: event.id, incident: `i${event.id}` }]),
      ...(answer.incidents ?? []).map((i): [string, IncidentOf] => [i.event, i]),
    ]),
    words: (text.match(/\S+/g) ?? []).length,
  };
}

/** The sentence that holds an offset, or the last before it. */
export function sentenceAt(sentences: Sentence[], offset: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface Piece { start: number; end: number; text: string; marks: Mark[]; roles: RoleSpan[] }

/** Cuts a sentence where a mark or role begins or ends, so that overlaps need no nesting of unlike spans. */
export function cut(text: string, sentence: Sentence, shown: Set<Layer>, roles: RoleSpan[]): Piece[] {
  const marks = sentence.marks.filter((mark) => shown.has(mark.layer));
  const edges = new Set<number>([sentence.start, sentence.end]);
  for (const each of [...marks, ...roles]) {
    if (each.start > sentence.start && each.start < sentence.end) edges.add(each.start);
    if (each.end > sentence.start && each.end < sentence.end) edges.add(each.end);
  }
  const points = [...edges].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const start = points[i]!;
    const end = points[i + 1]!;
    const over = (it: { start: number; end: number }) => it.start < end && it.end > start;
    pieces.push({ start, end, text: text.slice(start, end), marks: marks.filter(over), roles: roles.filter(over) });
  }
  return pieces;
}

/** Spans of everything that takes part in a record, in the order in which they are drawn. */
export function rolesOf(rec: Rec): RoleSpan[] {
  const out: RoleSpan[] = [];
  const add = (span: Span | undefined, role: Role, tag: string, level?: number) => {
    if (span && span[1] > span[0]) out.push({ start: span[0], end: span[1], role, tag, level });
  };
  rec.it.chain.forEach((link, level) => {
    if (link.holder.publisher || link.holder.in === 'byline') return;
    add(link.holder.span, 'holder', `source ${level + 1}`, level);
    if (link.cue?.join() !== link.holder.span?.join()) add(link.cue, 'cue', '', level);
  });
  if (rec.kind === 'event') {
    rec.it.actor.forEach((party) => add(party.span, 'actor', 'actor'));
    rec.it.recipient.forEach((party) => add(party.span, 'recipient', 'recipient'));
    add(rec.it.location?.span, 'place', 'place');
    add(rec.it.date?.span, 'time', 'time');
    for (const [name, count] of Object.entries(rec.it.magnitude ?? {})) add(count.span, 'number', name);
    add(rec.at, 'trigger', 'act');
  } else if (rec.kind === 'label') {
    add(rec.it.target.span, 'target', 'called');
    add(rec.at, 'label', 'label');
  } else {
    add(rec.it.from.span, 'from', 'from');
    add(rec.it.to.span, 'to', 'to');
    add(rec.it.since?.span, 'time', 'since');
    add(rec.it.until?.span, 'time', 'until');
    add(rec.at, 'trigger', 'tie');
  }
  return out;
}

/** First and last sentence that each speaker of the chain reaches over: an outer one covers what it reports. */
export function reach(it: Article, rec: Rec): Span[] {
  const own = rec.it.chain.map((link): Span => {
    const at = [rec.sentence];
    if (!link.holder.publisher && link.holder.in !== 'byline' && link.holder.span) at.push(sentenceAt(it.sentences, link.holder.span[0]));
    if (link.cue && link.holder.in !== 'byline') at.push(sentenceAt(it.sentences, link.cue[0]));
    return [Math.min(...at), Math.max(...at)];
  });
  for (let i = own.length - 2; i >= 0; i--) {
    own[i] = [Math.min(own[i]![0], own[i + 1]![0]), Math.max(own[i]![1], own[i + 1]![1])];
  }
  return own;
}

// Characters that turn the direction of the text around: shown by name in place of being obeyed.
const TURNS: Record<string, string> = {
  '\u202a': 'LRE', '\u202b': 'RLE', '\u202c': 'PDF', '\u202d': 'LRO', '\u202e': 'RLO',
  '\u2066': 'LRI', '\u2067': 'RLI', '\u2068': 'FSI', '\u2069': 'PDI',
};
const TURN = /[\u202a-\u202e\u2066-\u2069]/;

/** True where a text holds controls that would turn it around. */
export const turns = (text: string): boolean => TURN.test(text);

/** Runs of plain text and of direction controls (by name). */
export function plainRuns(text: string): { text: string; control: boolean }[] {
  if (!TURN.test(text)) return [{ text, control: false }];
  return text
    .split(/([\u202a-\u202e\u2066-\u2069])/)
    .filter((run) => run !== '')
    .map((run) => (TURNS[run] ? { text: TURNS[run]!, control: true } : { text: run, control: false }));
}
