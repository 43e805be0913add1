// The compact form as text: which record a line belongs to, and words of the article pointed at as the program finds them.
import type { Layer } from '../lexicon/marks';
import type { Sentence } from './shapes';

export type Kind = 'event' | 'label' | 'tie' | 'not';
/** A record by its lines (from 0), the last one that holds anything included. */
export interface Rec { from: number; to: number; sentence: number; kind: Kind }
export interface Quoted { sentence: number | null; words: string; occurrence: number | null }
export type Token = { word: string } | { quoted: Quoted };

const HEAD = /^(\d+)\s+(?:(label|tie|not)\b|@?\d*"|$)?/;
const MARK = /^(?:@(\d+))?"((?:\\.|[^"\\])*)"(?:#(\d+))?/;

/** The pieces of a line; `open` where a quotation mark is not closed. */
export function tokens(line: string): { list: Token[]; open: boolean } {
  const list: Token[] = [];
  let rest = line.trimStart();
  while (rest && !rest.startsWith('#')) {
    const m = MARK.exec(rest);
    if (m) {
      list.push({ quoted: { sentence: m[1] ? Number(m[1]) : null, words: m[2]!.replace(/\\(.)/g, '$1'), occurrence: m[3] ? Number(m[3]) : null } });
      rest = rest.slice(m[0].length).trimStart();
      continue;
    }
    if (/^(?:@\d+)?"/.test(rest)) return { list, open: true };
    const word = /^[^\s"]+/.exec(rest)![0];
    list.push({ word });
    rest = rest.slice(word.length).trimStart();
  }
  return { list, open: false };
}

export function records(text: string): Rec[] {
  const out: Rec[] = [];
  let now: Rec | null = null;
  for (const [i, line] of text.split('\n').entries()) {
    // Empty lines and remarks neither end a record nor belong to its end.
    if (!line.trim() || line.trimStart().startsWith('#')) continue;
    if (/^[ \t]/.test(line)) {
      if (now) now.to = i;
      continue;
    }
    const m = HEAD.exec(line);
    now = m ? { from: i, to: i, sentence: Number(m[1]), kind: (m[2] as Kind | undefined) ?? 'event' } : null;
    if (now) out.push(now);
  }
  return out;
}

export const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length - 1;
export function lineStart(text: string, line: number): number {
  let at = 0;
  for (let i = 0; i < line; i += 1) at = text.indexOf('\n', at) + 1 || text.length;
  return at;
}

/** The record that a line belongs to; an empty line belongs to none unless it follows `near`ly: there the next field is typed. */
export function recordAt(text: string, line: number, near = false): Rec | null {
  const lines = text.split('\n');
  for (const rec of records(text)) {
    if (line < rec.from) break;
    if (line <= rec.to) return rec;
    if (near && lines.slice(rec.to + 1, line + 1).every((l) => !l.trim() || /^[ \t]/.test(l))) return rec;
  }
  return null;
}

/** Keys of the actors that the form declares, with their names. */
export function declared(text: string): { key: string; name: string }[] {
  return [...text.matchAll(/^actor\s+([^\s="]+)\s*=\s*([^;\n]*)/gm)].map((m) => ({ key: m[1]!, name: m[2]!.trim() }));
}

const LETTER = /[\p{Alphabetic}\p{N}]/u;
/** Code points made comparable, as the program does: quotation marks, apostrophes and dashes of the typewriter. */
const folded = (text: string): string[] =>
  Array.from(text, (c) => (/[‘’‛`´]/.test(c) ? "'" : /[“”„«»]/.test(c) ? '"' : /[\u2010-\u2015]/.test(c) ? '-' : /\s/.test(c) ? ' ' : c));

/** Where words stand in a sentence (code points), on borders of words. */
export function occurrences(sentence: string, words: string): [number, number][] {
  const letters = folded(sentence);
  const want = folded(words.trim().replace(/\s+/g, ' '));
  const word = (i: number) => letters[i] !== undefined && LETTER.test(letters[i]!);
  const out: [number, number][] = [];
  if (!want.length) return out;
  for (let at = 0; at + want.length <= letters.length; at += 1) {
    const end = at + want.length;
    if (want.every((c, i) => letters[at + i] === c) && !(word(at - 1) && word(at)) && !(word(end - 1) && word(end))) out.push([at, end]);
  }
  return out;
}

/** Code points of a selection, widened to whole words; null where nothing but blanks and marks is selected at its ends. */
export function wholeWords(sentence: string, from: number, to: number): [number, number] | null {
  const letters = folded(sentence);
  let [a, b] = from <= to ? [from, to] : [to, from];
  while (a < b && letters[a] === ' ') a += 1;
  while (b > a && letters[b - 1] === ' ') b -= 1;
  if (a >= b) return null;
  const word = (i: number) => letters[i] !== undefined && LETTER.test(letters[i]!);
  while (word(a - 1) && word(a)) a -= 1;
  while (word(b - 1) && word(b)) b += 1;
  return [a, b];
}

/** How the form points at code points of a sentence, from a record of sentence `own`. */
export function pointed(sentence: Sentence, span: [number, number], own: number | null): string {
  const words = Array.from(sentence.text).slice(...span).join('');
  const all = occurrences(sentence.text, words);
  const nth = all.findIndex(([a]) => a === span[0]) + 1;
  const text = words.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `${own === sentence.number ? '' : `@${sentence.number}`}"${text}"${all.length > 1 && nth ? `#${nth}` : ''}`;
}

/** A change of the text: `from` to `to` gives way to `text`, the caret goes to `caret`. */
export interface Change { from: number; to: number; text: string; caret: number }

/** Words put at the caret: into an empty pair of quotation marks where it stands in one. */
export function quoteInto(text: string, at: number, quote: string): Change {
  const before = /(?:@\d*)?"$/.exec(text.slice(0, at))?.[0];
  const pair = before !== undefined && text[at] === '"' && tokens(text.slice(lineStart(text, lineAt(text, at)), at)).open;
  if (pair) {
    const from = at - before.length;
    const over = text[at + 1] === ' ' ? 1 : 0;
    return { from, to: at + 1, text: quote, caret: from + quote.length + over };
  }
  const gap = at > 0 && !/\s/.test(text[at - 1]!) ? ' ' : '';
  const tail = text[at] !== undefined && !/\s/.test(text[at]!) ? ' ' : '';
  return { from: at, to: at, text: gap + quote + tail, caret: at + gap.length + quote.length };
}

/** A new record of a sentence, behind the one that the caret stands in. */
export function newRecord(text: string, at: number, sentence: number): Change {
  const lines = text.split('\n');
  const line = lineAt(text, at);
  let last = recordAt(text, line, true)?.to ?? line;
  if (!recordAt(text, line, true)) {
    // In the head of the form: behind the lines that stand together, or above an empty one.
    while (last > 0 && !lines[last]!.trim()) last -= 1;
    while (last + 1 < lines.length && lines[last + 1]!.trim()) last += 1;
  }
  const from = lineStart(text, last) + lines[last]!.length;
  const blank = /^(?:[ \t]*\n)*[ \t]*$|^(?:[ \t]*\n)+/.exec(text.slice(from))?.[0].length ?? 0;
  const begun = `${from ? '\n\n' : ''}${sentence} "`;
  return { from, to: from + blank, text: `${begun}" ${from + blank < text.length ? '\n\n' : '\n'}`, caret: from + begun.length };
}

/** The words that a record quotes, by sentence, each under the name of its field. */
export function marksOf(text: string, rec: Rec | null, sentences: readonly Sentence[]): Map<number, Layer[]> {
  const out = new Map<number, Layer[]>();
  if (!rec) return out;
  for (const [i, line] of text.split('\n').slice(rec.from, rec.to + 1).entries()) {
    const { list } = tokens(line);
    const first = list[0];
    const field = i === 0 ? 'trigger' : first && 'word' in first ? first.word : '';
    for (const [n, token] of list.entries()) {
      if (!('quoted' in token)) continue;
      const { sentence, words, occurrence } = token.quoted;
      const number = sentence ?? rec.sentence;
      const places = occurrences(sentences[number - 1]?.text ?? '', words);
      const before = list[n - 1];
      const role = before && 'word' in before && before.word === 'cue' ? 'cue' : (ROLES[field] ?? 'other');
      for (const [start, end] of occurrence ? places.slice(occurrence - 1, occurrence) : places) out.set(number, [...(out.get(number) ?? []), { start, end, role }]);
    }
  }
  return out;
}
const ROLES: Record<string, string> = { trigger: 'trigger', actor: 'actor', from: 'actor', recipient: 'recipient', of: 'recipient', to: 'recipient', place: 'place', date: 'date', since: 'date', until: 'date', by: 'holder' };
