// The queue of one reviewer: what is still to be judged, in the order asked for. The next records are fetched ahead, and
// a verdict goes out while the next record is already on the screen.
import { aborted, ApiError, get, post } from '../../lib/api';
import { article } from '../reader/model';
import { placed } from './draft';
import type { Judged, QueueAnswer, Queued, RecordAnswer, Verdict } from './shapes';

/** How many records are asked for at once; a document comes whole. */
const portion = (question: Record<string, string>) => (question.doc ? 1000 : 50);
/** What an address asks of the queue. */
export const QUESTION = ['order', 'state', 'rule', 'type', 'kind', 'doc', 'max_confidence'] as const;

export interface View { answer: RecordAnswer; it: ReturnType<typeof article>; rec: ReturnType<typeof placed>; right: ReturnType<typeof placed> | null }
export interface Sent { number: number; id: string; message: string }

/** A record in its document, ready to be drawn. */
export function view(answer: RecordAnswer): View {
  const of = (record: unknown) => ({ events: answer.kind === 'event' ? [record] : [], labels: answer.kind === 'label' ? [record] : [], ties: answer.kind === 'tie' ? [record] : [] });
  const made = (record: unknown) =>
    article({
      reading: { document: answer.document, actors: answer.actors, ...of(record) } as never, sentences: answer.sentences,
      incidents: answer.incident && answer.incident.accounts > 1 ? [{ event: answer.id, incident: answer.incident.id, accounts: answer.incident.accounts }] : [],
    });
  const it = made(answer.record);
  const right = answer.judgement?.right;
  return { answer, it, rec: placed(it, answer.kind, it.records[0]!.it), right: right ? placed(it, answer.kind, made(right).records[0]!.it) : null };
}

export class Queue {
  items = $state.raw<Queued[]>([]);
  total = $state(0);
  open = $state(0);
  done = $state(0);
  ready = $state(false);
  waiting = $state(false);
  error = $state.raw<ApiError | null>(null);
  /** Verdicts of this visit, the last one at the end. */
  sent = $state.raw<Sent[]>([]);
  private fetched = new Map<string, Promise<RecordAnswer>>();
  private touched = new Set<string>();
  private more = false;
  private asked = 0;
  private order: Promise<unknown> = Promise.resolve();

  constructor(readonly reviewer: string, readonly question: Record<string, string>) {}

  /** Asks for the queue; `first`: the record that the address names. */
  async load(first: string | null): Promise<void> {
    const mine = ++this.asked;
    const late = setTimeout(() => (this.waiting = true), 100);
    try {
      const answer = await get<QueueAnswer>('/review', { reviewer: this.reviewer, ...this.question, record: first, limit: portion(this.question) });
      if (mine !== this.asked) return;
      this.take(answer, []);
      this.ready = true;
      this.error = null;
    } catch (e) {
      if (mine === this.asked && !aborted(e)) this.error = e as ApiError;
    } finally {
      clearTimeout(late);
      this.waiting = false;
    }
  }
  private take(answer: QueueAnswer, before: Queued[]) {
    const have = new Set(before.map((i) => i.id));
    this.items = [...before, ...answer.items.filter((i) => !have.has(i.id))];
    // Counted on here from then on: a later answer may not know yet of verdicts that are on their way.
    if (!before.length) [this.total, this.open, this.done] = [answer.total, answer.open, answer.done];
    this.more = answer.items.length >= portion(this.question);
  }
  /** Further records, where the end of those that are here is near. */
  private async further(at: number) {
    if (!this.more || at < this.items.length - 5) return;
    this.more = false;
    const state = this.question.state ?? 'open';
    // What was judged here has left the server's list of open records.
    const offset = this.items.filter((i) => state === 'all' || (state === 'done') === (i.judgement !== null)).length;
    await this.order;
    const answer = await get<QueueAnswer>('/review', { reviewer: this.reviewer, ...this.question, limit: portion(this.question), offset }).catch(() => null);
    if (answer) this.take(answer, this.items);
  }

  record(id: string): Promise<RecordAnswer> {
    let found = this.fetched.get(id);
    if (!found) {
      // What was sent about it must have arrived before it is read again.
      found = (this.touched.has(id) ? this.order : Promise.resolve()).then(() => get<RecordAnswer>(`/review/records/${encodeURIComponent(id)}`, { reviewer: this.reviewer }));
      found.catch(() => this.fetched.delete(id));
      this.fetched.set(id, found);
      for (const old of this.fetched.keys()) {
        if (this.fetched.size <= 30) break;
        this.fetched.delete(old);
      }
    }
    return found;
  }
  /** Fetches what comes after a record. */
  ahead(id: string) {
    const at = this.items.findIndex((i) => i.id === id);
    for (const next of this.items.slice(at + 1, at + 3)) void this.record(next.id).catch(() => {});
    void this.further(at);
  }
  forget(id: string) {
    this.fetched.delete(id);
  }
  neighbour(id: string, by: number): Queued | undefined {
    const at = this.items.findIndex((i) => i.id === id);
    return at < 0 ? undefined : this.items[at + by];
  }

  private mark(id: string, judgement: Queued['judgement']) {
    const before = this.items.find((i) => i.id === id);
    if (!before) return;
    const by = Number(judgement !== null) - Number(before.judgement !== null);
    this.done += by;
    this.open -= by;
    this.items = this.items.map((i) => (i.id === id ? { ...i, judgement } : i));
    this.fetched.delete(id);
  }
  /** The record is gone. */
  private drop(id: string) {
    if (this.items.find((i) => i.id === id)?.judgement) this.done -= 1;
    this.items = this.items.filter((i) => i.id !== id);
  }
  /** Sends a verdict. The list counts it at once; a refusal takes that back and is thrown. */
  async judge(id: string, verdict: Verdict, more: { right?: object; note?: string }): Promise<Sent> {
    const before = this.items.find((i) => i.id === id)?.judgement ?? null;
    this.touched.add(id);
    this.mark(id, { number: 0, verdict });
    const call = this.order.then(() => post<Judged>('/review', { reviewer: this.reviewer, record: id, verdict, note: '', ...more }));
    this.order = call.catch(() => {});
    try {
      const done = await call;
      const sent = { number: done.number ?? 0, id, message: done.message };
      // Null: an addition of one's own was taken back, and with it the record.
      if (done.number === null) this.drop(id);
      else this.mark(id, { number: sent.number, verdict: before?.verdict === 'add' ? 'add' : verdict });
      if (done.number !== null) this.sent = [...this.sent, sent];
      return sent;
    } catch (e) {
      this.mark(id, before);
      throw e;
    }
  }
  /** Takes the last verdict of this visit back, or `number`. Gives the record that it was about. */
  async undo(number?: number, about?: string): Promise<{ id: string; message: string } | null> {
    await this.order;
    const last = number === undefined ? this.sent.at(-1) : { number, id: about! };
    if (!last) return null;
    const { message } = await post<{ message: string }>('/review/undo', { number: last.number });
    this.sent = this.sent.filter((s) => s.number !== last.number);
    if (this.items.find((i) => i.id === last.id)?.judgement?.verdict === 'add') {
      const next = this.neighbour(last.id, 1) ?? this.neighbour(last.id, -1);
      this.drop(last.id);
      return { id: next?.id ?? '', message };
    }
    // A judgement before it counts again: the record knows.
    this.mark(last.id, null);
    const now = await this.record(last.id).catch(() => null);
    if (now?.judgement) this.mark(last.id, now.judgement);
    return { id: last.id, message };
  }
}
