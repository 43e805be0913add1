// Where the records of a document stand in its text, from the sentences that the queue lists: it shows a reviewer what is
// recorded without showing what others made of it.
import { PointText } from '../../lib/text';
import type { Span } from '../../lib/types';
import type { Article } from '../reader/model';
import type { Queued } from './shapes';

export function recorded(it: Article, items: readonly Queued[]): Span[] {
  const out: Span[] = [];
  for (const { sentence, trigger_in_sentence: trigger } of items) {
    const points = new PointText(sentence);
    const [a, b] = [points.unit(trigger[0]), points.unit(trigger[1])];
    // A sentence that stands twice is marked at both places.
    for (let at = sentence ? it.text.indexOf(sentence) : -1; at >= 0; at = it.text.indexOf(sentence, at + 1)) out.push([at + a, at + b]);
  }
  return out;
}
