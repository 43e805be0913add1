// Words of a text, and the way from what a person marks on the page to a span that begins and ends with a word.
import type { Article } from '../reader/model';
import type { Span } from '../../lib/types';
import type { Spot } from './draft';

// A possessive "'s" stays outside: "Norland's army" names Norland.
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’](?!s(?![\p{L}\p{N}]))\p{L}+|[.,]\p{N}+)*|[$€£¥%]/gu;

const known = new WeakMap<Article, Span[]>();
export function wordsOf(it: Article): Span[] {
  let words = known.get(it);
  if (!words) {
    words = [...it.text.matchAll(WORD)].map((m): Span => [m.index, m.index + m[0].length]);
    known.set(it, words);
  }
  return words;
}

/** Number of the first word that ends after the offset. */
function wordAfter(words: Span[], offset: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]![1] <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The whole words that a marking touches; a mere click takes the word under it. */
export function snap(it: Article, from: number, to: number): Spot {
  const words = wordsOf(it);
  const [a, b] = from <= to ? [from, to] : [to, from];
  const first = wordAfter(words, a);
  if (a === b) {
    // Behind the last letter of a word is still that word.
    const at = words[first] && words[first]![0] <= a ? words[first] : words[first - 1]?.[1] === a ? words[first - 1] : undefined;
    return at ?? null;
  }
  let last = wordAfter(words, b);
  if (!words[last] || words[last]![0] >= b) last -= 1;
  return last >= first && words[first] ? [words[first]![0], words[last]![1]] : null;
}

/** The word at an offset, or the next one. */
export function first(it: Article, offset: number): Spot {
  const words = wordsOf(it);
  return words[Math.min(wordAfter(words, offset), words.length - 1)] ?? null;
}

export type Move = 'end+' | 'end-' | 'start+' | 'start-' | 'on' | 'back';
/** Moves one end, or the whole span, by a word. A span is never shorter than a word. */
export function moved(it: Article, span: Span, move: Move): Span {
  const words = wordsOf(it);
  if (!words.length) return span;
  const clamp = (n: number) => Math.max(0, Math.min(words.length - 1, n));
  let first = clamp(wordAfter(words, span[0]));
  let last = wordAfter(words, span[1]);
  if (!words[last] || words[last]![0] >= span[1]) last -= 1;
  last = Math.max(first, clamp(last));
  if (move === 'end+') last = clamp(last + 1);
  else if (move === 'end-') last = Math.max(first, last - 1);
  else if (move === 'start+') first = Math.min(last, first + 1);
  else if (move === 'start-') first = clamp(first - 1);
  else {
    const by = move === 'on' ? 1 : -1;
    if (first + by < 0 || last + by >= words.length) return span;
    first += by;
    last += by;
  }
  return [words[first]![0], words[last]![1]];
}

/** Offset in the text of a place in the page. Sentences carry their number; a direction control is shown by its name but is one character. */
export function offsetOf(it: Article, node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const sentence = element?.closest('[data-sentence]');
  if (!sentence) return null;
  const begin = it.sentences[Number(sentence.getAttribute('data-sentence'))]?.start;
  if (begin === undefined) return null;
  return begin + offsetWithin(sentence, node, offset);
}

/** The same, counted from the beginning of a sentence. */
export function offsetWithin(sentence: Element, node: Node, offset: number): number {
  const range = document.createRange();
  range.setStart(sentence, 0);
  range.setEnd(node, offset);
  const inside = range.cloneContents();
  for (const name of inside.querySelectorAll('.control')) name.textContent = 'x';
  return (inside.textContent ?? '').length;
}

/** The place in the text under a point of the screen: a finger that taps marks nothing. */
function under(x: number, y: number): [Node, number] | null {
  if ('caretPositionFromPoint' in document) {
    const at = document.caretPositionFromPoint(x, y);
    return at && [at.offsetNode, at.offset];
  }
  const range = (document as Document & { caretRangeFromPoint?(x: number, y: number): Range | null }).caretRangeFromPoint?.(x, y);
  return range ? [range.startContainer, range.startOffset] : null;
}

/** What is marked on the page, inside `box`, as whole words; where nothing is, the word at the point. */
export function marked(it: Article, box: Element, x: number, y: number): Spot {
  const selection = getSelection();
  if (!selection?.anchorNode || !selection.focusNode || selection.isCollapsed) {
    const at = under(x, y);
    const offset = at && box.contains(at[0]) ? offsetOf(it, ...at) : null;
    return offset === null ? null : snap(it, offset, offset);
  }
  if (!box.contains(selection.anchorNode) || !box.contains(selection.focusNode)) return null;
  const from = offsetOf(it, selection.anchorNode, selection.anchorOffset);
  const to = offsetOf(it, selection.focusNode, selection.focusOffset);
  return from === null || to === null ? null : snap(it, from, to);
}

/** The actor that these words name: of the mentions that they touch, the one that shares most with them. */
export function actorAt(it: Article, span: Span): string | null {
  let best: string | null = null;
  let most = 0;
  for (const actor of it.reading.actors) {
    for (const mention of actor.mentions) {
      const shared = Math.min(span[1], mention.span[1]) - Math.max(span[0], mention.span[0]);
      if (shared <= 0) continue;
      // A mention that ends where the words end is their head.
      const score = shared + (mention.span[1] === span[1] ? 1000 : 0) + (mention.span[0] === span[0] ? 10 : 0);
      if (score > most) {
        most = score;
        best = actor.id;
      }
    }
  }
  return best;
}
