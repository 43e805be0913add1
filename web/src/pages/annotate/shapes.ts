// Shapes of the answers that the pages of annotation draw from.
import type { Span } from '../../lib/types';

export interface Item { doc: string; title: string | null; publisher: string | null; published: string | null; sampled: boolean; sound: boolean | null }
export interface ListAnswer { items: Item[]; annotators: { name: string; sound: number }[]; reasons: Reason[] }
export interface Reason { name: string; meaning: string }

/** The text of a sentence has its white space folded. */
export interface Sentence { number: number; span: Span; text: string }
/** Line 0 is the whole form. */
export interface Mistake { line: number; message: string }
export interface Checked { sound: boolean; mistakes: Mistake[]; events: number; labels: number; ties: number; not_events: number }
export interface SheetAnswer {
  doc: string; title: string | null; byline: string | null; publisher: string | null; published: string | null; sentences: Sentence[];
  form: string; kept_at: string | null; other_text: boolean; checked: Checked;
}

export interface Interval { low: number; high: number }
export interface Found { precision: number; recall: number; f1: number; right: number; predicted: number; gold: number; interval: Interval | null }
export interface Alike { share: number | null; right: number; of: number; interval: Interval | null }
export interface Reliable { cases: number; agree: number | null; kappa: number | null; alpha: number | null }
export interface AgreementAnswer {
  documents: number; methods: string | null;
  compared: { detections: Record<string, Found>; shares: Record<string, Alike>; reliability: Record<string, Reliable> };
}

/** What has been typed of a document, in words and with a sign: never by colour alone. */
export function stateOf(sound: boolean | null): { sign: string; words: string; tone: 'plain' | 'good' | 'warn' } {
  if (sound === null) return { sign: '○', words: 'nothing typed', tone: 'plain' };
  return sound ? { sign: '✓', words: 'sound', tone: 'good' } : { sign: '✗', words: 'with mistakes', tone: 'warn' };
}
