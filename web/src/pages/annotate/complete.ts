// What may stand at the caret of a form: codes, fields, declared actors. Nothing that was found in the text is ever offered.
import { typeWhat } from '../../lib/format';
import type { Codes } from '../review/shapes';
import { declared, lineAt, lineStart, recordAt, tokens, type Kind } from './form';
import type { Reason, Sentence } from './shapes';

export interface Option { what: string; about: string }
/** `from`: where the word begins that an option takes the place of; `quoted`: the options are words of the text. */
export interface Offer { from: number; options: Option[]; quoted?: boolean }

const KINDS = ['person', 'organization', 'state', 'group', 'place-as-state', 'unknown'];
const QUOTES = ['direct', 'indirect', 'mixed', 'scare'];
const CERTAINTY = ['certain', 'probable', 'possible', 'unknown'];
const REALIS = ['actual', 'future', 'conditional', 'requested', 'generic'];
const DATES = ['day', 'week', 'month', 'quarter', 'year', 'decade', 'unknown'];
const PLACES: Option[] = [{ what: 'point', about: 'building, street' }, { what: 'place', about: 'town' }, { what: 'admin', about: 'part of a country' }, { what: 'country', about: '' }, { what: 'region', about: '' }];
const CHAIN: Option[] = [{ what: 'by', about: 'who says so' }, { what: 'same', about: 'chain of the record above' }];
const FIELDS: Record<Kind, Option[]> = {
  event: [
    { what: 'actor', about: 'who does it' }, { what: 'recipient', about: 'to whom' }, { what: 'date', about: 'when' }, { what: 'place', about: 'where' },
    { what: 'fact', about: 'what differs from + certain actual' }, { what: 'context', about: 'one or several' }, { what: 'cameo', about: 'a more specific code' }, { what: 'background', about: 'an older act told beside the news' }, ...CHAIN,
  ],
  label: [{ what: 'of', about: 'whom it is laid on' }, ...CHAIN],
  tie: [{ what: 'from', about: 'one end' }, { what: 'to', about: 'the other end' }, { what: 'since', about: 'when it began' }, { what: 'until', about: 'when it ended' }, ...CHAIN],
  not: [],
};
const plain = (list: readonly string[], about = ''): Option[] => list.map((what) => ({ what, about }));

/** All that may stand at `at`, whose beginning fits what is typed there. */
export function offer(text: string, at: number, codes: Codes, reasons: readonly Reason[], sentences: readonly Sentence[]): Offer | null {
  const line = lineAt(text, at);
  const before = text.slice(lineStart(text, line), at);
  const part = /[^\s";]*$/.exec(before)![0];
  const done = before.slice(0, before.length - part.length);
  const { list, open } = tokens(done);
  if (open || tokens(before).open) return textWords(before, at, recordAt(text, line, true)?.sentence, sentences);
  if ( part.startsWith('#') || part.startsWith('@') || (/#/.test(done) && tokens(`${done}x`).list.length === list.length)) return null;
  const words = list.map((t) => ('word' in t ? t.word : null));
  const all = /^[ \t]/.test(before) ? fieldOptions(words, done, recordAt(text, line, true)?.kind ?? null, text, codes) : headOptions(words, done, text, codes, reasons);
  const low = part.toLowerCase();
  const begins = all.filter((o) => o.what.toLowerCase().startsWith(low));
  const holds = low.length > 1 ? all.filter((o) => !begins.includes(o) && `${o.what} ${o.about}`.toLowerCase().includes(low)) : [];
  const options = [...begins, ...holds];
  // A word that stands there whole needs no help.
  if (!options.length || (options.length === 1 && options[0]!.what === part)) return null;
  return { from: at - part.length, options };
}

/** Between quotation marks: the words of the sentence that go on what is typed, so that it can be quoted by keys alone. */
function textWords(before: string, at: number, own: number | undefined, sentences: readonly Sentence[]): Offer | null {
  const m = /(?:@(\d+))?"([^"]*)$/.exec(before);
  const text = sentences[Number(m?.[1] ?? own) - 1]?.text;
  if (!m || !text) return null;
  const typed = m[2]!.trimStart();
  const part = /\S*$/.exec(typed)![0];
  const lead = typed.slice(0, typed.length - part.length).trim();
  const words = [...text.matchAll(/[\p{Alphabetic}\p{N}](?:\S*[\p{Alphabetic}\p{N}])?/gu)].filter((w) => w[0].startsWith(part) && (!lead || text.slice(0, w.index).trimEnd().endsWith(lead)));
  const options = plain([...new Set(words.map((w) => w[0]))]);
  return options.length ? { from: at - part.length, options, quoted: true } : null;
}

function headOptions(words: (string | null)[], done: string, text: string, codes: Codes, reasons: readonly Reason[]): Option[] {
  const [first, second] = words;
  if (first === undefined) return [{ what: 'actor', about: 'declares who fills a role or holds a claim' }, { what: 'author', about: 'an agency named as author' }];
  if (first === 'author') return words.length === 1 ? actors(text) : [];
  if (first === 'actor') {
    const fields = done.split(';').length;
    return !done.includes('=') || fields < 2 ? [] : fields === 2 ? plain(KINDS) : fields === 3 ? [{ what: '-', about: 'left open' }] : [];
  }
  if (!first || !/^\d+$/.test(first)) return [];
  if (words.length === 1) return [{ what: 'label', about: 'a judgement on a party' }, { what: 'tie', about: 'a relation of two parties' }, { what: 'not', about: 'no event, with the reason' }];
  if (second === null) {
    if (words.length === 2) return codes.types.map((t) => ({ what: t.type, about: typeWhat(t.type) }));
    return words.length === 3 ? plain(codes.types.find((t) => t.type === words[2])?.modes ?? []) : [];
  }
  if (words[2] !== null || words.length > 4) return [];
  const nth = words.length - 3;
  if (second === 'label') return plain(nth ? codes.label_polarities : codes.label_kinds);
  if (second === 'tie') return plain(nth ? codes.tie_changes : codes.tie_kinds);
  if (second === 'not' && !nth) return reasons.map((r) => ({ what: r.name, about: r.meaning }));
  return [];
}

function fieldOptions(words: (string | null)[], done: string, kind: Kind | null, text: string, codes: Codes): Option[] {
  const [field] = words;
  const last = words.at(-1);
  if (field === undefined) return kind === 'event' ? [...FIELDS.event.slice(0, 4), ...plain(codes.magnitudes, 'a number'), ...FIELDS.event.slice(4)] : kind ? FIELDS[kind] : [];
  if (field === null) return [];
  if (['actor', 'recipient', 'of', 'from', 'to'].includes(field)) return words.length === 1 ? [...actors(text), { what: '?', about: 'nobody that is declared' }] : [];
  if (field === 'by') {
    if (words.length === 1) return [...actors(text), { what: 'unnamed', about: 'described, not named' }];
    if (last === 'cue' || last === 'byline') return [];
    const has = (options: readonly string[]) => words.some((w) => w !== null && options.includes(w));
    return [...(has(['cue']) ? [] : [{ what: 'cue', about: 'the word of saying' }]), ...(has(codes.acts) ? [] : plain(codes.acts, 'act')), ...(has(QUOTES) ? [] : plain(QUOTES, 'quote')), ...(has(['byline']) ? [] : [{ what: 'byline', about: 'words of the byline' }])];
  }
  if (field === 'fact') return [{ what: '-', about: 'it did not happen' }, ...plain(CERTAINTY, 'certainty'), ...plain(REALIS, 'realis')].filter((o) => !words.includes(o.what));
  if (field === 'context') return plain(codes.contexts.filter((c) => !words.includes(c)));
  if (['date', 'since', 'until'].includes(field)) return words.length === 2 ? plain(DATES, 'precision') : [];
  if (field === 'place') return done.split(';').length === 3 && !/"/.test(done) && /;\s*$/.test(done) ? PLACES : done.split(';').length === 2 && /;\s*$/.test(done) ? [{ what: '-', about: 'no country' }] : [];
  if (codes.magnitudes.includes(field)) return words.length >= 2 && last !== 'unit' && last !== 'hedge' ? plain(['unit', 'hedge'].filter((w) => !words.includes(w))) : [];
  return [];
}

const actors = (text: string): Option[] => declared(text).map(({ key, name }) => ({ what: key, about: name }));
