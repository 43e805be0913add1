// What a rule would change in the stored documents, as `POST /api/lexicon/rule` tells it.
import { PointText, type Span } from '../../lib/text';
import type { EventRecord, PartyRef } from '../../lib/types';

export interface Miss { rule: string; example: string; expected: unknown; found: unknown }
export interface Change {
  doc: string; title: string | null; publisher: string | null; published: string | null;
  change: 'new' | 'gone' | 'changed'; sentence: string; trigger_in_sentence: Span;
  before: EventRecord | null; after: EventRecord | null; fields: string[];
  /** names of the document's actors by their ids */
  actors?: Record<string, string>;
}
export interface Trial {
  rules: { id: string; new: boolean }[]; examples: { run: number; misses: Miss[] };
  candidates: number; looked_at: number; changes: Change[];
}

/** How many documents one call looks at. */
export const PORTION = 40;

/** Who parties are: by name where that is known, else in the words of the sentence, which is all of the text that the answer holds. */
export function partyWords(parties: readonly PartyRef[], change: Change, event: EventRecord): string {
  const [from, to] = event.evidence.sentence;
  const sentence = new PointText(change.sentence);
  const words = parties.map((p) => {
    const name = p.actor ? change.actors?.[p.actor] : undefined;
    if (name) return name;
    return p.span[0] >= from && p.span[1] <= to ? sentence.slice([p.span[0] - from, p.span[1] - from]) : 'named elsewhere in the text';
  });
  return words.join(', ') || 'not named';
}

export const tally = (changes: readonly Change[]): { change: Change['change']; n: number }[] =>
  (['new', 'gone', 'changed'] as const).map((change) => ({ change, n: changes.filter((c) => c.change === change).length }));

/** What an example came out as, whatever the answer gives. */
export const shown = (value: unknown): string => (value === null || value === undefined || value === '' ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value));
