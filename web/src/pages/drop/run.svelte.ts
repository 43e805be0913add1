// What a person sees of one upload, from the first byte to the links at its end.
import { get } from '../../lib/api';
import type { Job, JobFile } from './jobs';
import { count as many, number, typeName } from '../../lib/format';

export interface NewDocument {
  id: string;
  title: string | null;
  publisher: string | null;
  published: string | null;
  events: number;
}
export interface ToldTwice {
  id: string;
  event: string;
  reports: number;
  names: string[];
  disagree: string[];
}

let made = 0;

/** The uploads of this visit: they go on, and are still listed, when the person looks at other pages meanwhile. */
export const visit = $state<{ runs: Run[] }>({ runs: [] });

/** Ids with what the list of documents says of them; a document beyond the list keeps its id as its name. */
async function documents(ids: Set<string>): Promise<NewDocument[]> {
  const { items } = await get<{ items: NewDocument[] }>('/documents', { limit: 1000 });
  const known = new Map(items.map((d) => [d.id, d]));
  return [...ids].map((id) => known.get(id) ?? { id, title: null, publisher: null, published: null, events: 0 });
}

export class Run {
  readonly id = ++made;
  readonly title: string;
  readonly size: string;
  sent = $state(0);
  state = $state<'sending' | 'waiting' | 'reading' | 'joining' | 'done' | 'failed'>('sending');
  files = $state<JobFile[]>([]);
  trouble = $state('');
  hint = $state('');
  fresh = $state<NewDocument[]>([]);
  told = $state<ToldTwice[]>([]);
  /** the links at the end are being looked up */
  looking = $state(false);
  left = $state(0);

  constructor(title: string, size: string, names: string[]) {
    this.title = title;
    this.size = size;
    this.files = names.map((name) => ({ name, documents: 0, events: 0, problems: [], ids: [], unchanged: 0, state: 'waiting' as const }));
  }

  get over(): boolean {
    return this.state === 'done' || this.state === 'failed';
  }
  get documents(): number {
    return this.files.reduce((sum, f) => sum + f.documents, 0);
  }
  get events(): number {
    return this.files.reduce((sum, f) => sum + f.events, 0);
  }
  get unchanged(): number {
    return this.files.reduce((sum, f) => sum + f.unchanged, 0);
  }
  get problems(): number {
    return this.files.reduce((sum, f) => sum + f.problems.length, 0);
  }
  get read(): number {
    return this.files.filter((f) => f.state === 'done' || f.state === 'failed').length;
  }
  get sentence(): string {
    if (this.state === 'failed') return this.trouble;
    if (this.state === 'sending') return this.sent < 1 ? `Sending, ${Math.round(100 * this.sent)} %` : 'Sent, waiting for the reader';
    if (this.state === 'waiting') return 'Waiting until an earlier upload is read';
    if (this.state === 'joining')
      return `Looking for acts that several reports tell of${this.left ? `, ${many(this.left, 'report')} to go` : ''}`;
    const same = this.unchanged ? ` (${number(this.unchanged)} already there)` : '';
    const found = `${many(this.documents, 'report')}${same}, ${many(this.events, this.unchanged ? 'new reported act' : 'reported act')}`;
    const trouble = this.problems ? `, ${many(this.problems, 'problem')}` : '';
    if (this.state === 'done') return `Done: ${found}${trouble}`;
    return `Reading file ${Math.min(this.read + 1, this.files.length)} of ${this.files.length}: ${found}${trouble}`;
  }

  take(job: Job): void {
    this.state = job.state;
    this.left = job.left;
    this.files = job.files;
    if (job.state === 'failed') this.trouble ||= 'Nothing could be read: the reasons stand beside the files.';
    if (job.state === 'done') void this.links();
  }

  fail(why: string, hint: string): void {
    this.state = 'failed';
    this.trouble = why;
    this.hint = hint;
  }

  /** Looks for what came of it; again, where the page was left while the answers were on their way. */
  async links(): Promise<void> {
    if (this.looking || this.fresh.length) return;
    this.looking = true;
    try {
      const ids = new Set(this.files.flatMap((f) => f.ids));
      if (!ids.size) return;
      this.fresh = await documents(ids);
      this.told = await toldBySeveral(ids);
    } catch {
      // The figures above stand; only the links are missing.
    } finally {
      this.looking = false;
    }
  }
}

interface IncidentItem {
  id: string;
  event: string;
  mode?: string | null;
  mentions: { doc: string }[];
  party_names?: string[];
}

async function toldBySeveral(docs: Set<string>): Promise<ToldTwice[]> {
  // A long list of ids would not fit into an address; then all are asked for and sorted out here.
  const query = docs.size <= 40 ? { limit: 1000, doc: [...docs] } : { limit: 1000 };
  const [incidents, contradictions] = await Promise.all([
    get<{ items: IncidentItem[] }>('/incidents', query),
    get<{ items: { incident: string; field: string }[] }>('/contradictions', { limit: 1000 }).catch(() => ({ items: [] })),
  ]);
  const fields = new Map<string, string[]>();
  for (const c of contradictions.items) fields.set(c.incident, [...(fields.get(c.incident) ?? []), c.field]);
  return incidents.items
    .map((i) => {
      const telling = new Set(i.mentions.map((m) => m.doc));
      return {
        id: i.id,
        event: typeName(i.event, i.mode),
        reports: telling.size,
        names: [...new Set(i.party_names ?? [])],
        disagree: [...new Set(fields.get(i.id) ?? [])],
        mine: [...telling].some((doc) => docs.has(doc)),
      };
    })
    .filter((i) => i.mine && i.reports > 1)
    .sort((a, b) => b.disagree.length - a.disagree.length || b.reports - a.reports || (a.id < b.id ? -1 : 1));
}
