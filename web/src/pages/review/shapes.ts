// Shapes of the answers that the review page draws from.
import type { Act, Actor, Doc, EventRecord, LabelRecord, Span, TieRecord } from '../../lib/types';

export type Kind = 'event' | 'label' | 'tie';
export type AnyRecord = EventRecord | LabelRecord | TieRecord;
export type Verdict = 'accept' | 'correct' | 'reject' | 'add';
export type Order = 'confidence' | 'rule' | 'document';

export interface Queued {
  kind: Kind; id: string; doc: string; title: string | null; publisher: string | null; published: string | null; what: string; mode: string | null;
  rule: string | null; confidence: number | null; sentence: string; trigger_in_sentence: Span; judgement: { number: number; verdict: Verdict } | null;
}
export interface QueueAnswer { total: number; open: number; done: number; items: Queued[] }

export interface OwnJudgement { number: number; verdict: Verdict; right: AnyRecord | null; note: string; at: string }
export interface RecordAnswer {
  kind: Kind; id: string; doc: string; document: Doc; actors: Actor[]; sentences: Span[]; record: AnyRecord; judgement: OwnJudgement | null;
  incident: { id: string; accounts: number } | null; applied: string;
}
export interface Judged { number: number | null; message: string; record?: string }

export interface RuleRow { rule: string; kind: Kind; records: number; judged: number; accepted: number; corrected: number; rejected: number }
export interface DocRow { doc: string; title: string | null; publisher: string | null; published: string | null; records: number; judged: number; finished: boolean }

export interface Share { both: number; agree: number; share: number | null; kappa: number | null }
export interface Pair extends Share { a: string; b: string; fields: (Share & { field: string })[] }
export interface Dispute {
  kind: Kind; id: string; doc: string; what: string; sentence: string; trigger_in_sentence: Span; settled: boolean;
  judgements: { number: number; reviewer: string; verdict: Verdict; right: AnyRecord | null; note: string; at: string }[];
}
export interface Agreement { reviewers: { name: string; judged: number }[]; pairs: Pair[]; disputed: Dispute[] }

export interface Codes {
  types: { type: string; quad: number; modes: string[] }[]; contexts: string[]; magnitudes: string[]; acts: Act[];
  label_kinds: string[]; label_polarities: string[]; tie_kinds: string[]; tie_changes: string[];
}

export const VERDICTS: Record<Verdict, string> = { accept: 'accepted', correct: 'corrected', reject: 'rejected', add: 'added by you' };
