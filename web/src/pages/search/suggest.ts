// What the box offers at the caret: fields, kinds of act, actors, outlets, countries, days.
import { EVENT_TYPES, typeWhat } from '../../lib/format';
import { FIELDS, quoted, tokens } from './query';

const TYPES = EVENT_TYPES.map((type): [string, string] => [type, typeWhat(type)]);

export interface Suggestion {
  /** what of the line it replaces */
  start: number;
  end: number;
  insert: string;
  about: string;
}

interface ActorRow {
  actor: { id: string; name: string; kind?: string };
  documents?: number;
}
interface Lists {
  outlets: [string, number][];
  countries: [string, number][];
  places: [string, number][];
  holders: [string, number][];
  published: [string, string] | null;
}

const MOST = 8;
let lists: Promise<Lists> | null = null;
const actorsOf = new Map<string, Promise<ActorRow[]>>();

async function get<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as T;
}

/** Asked once, when the box is first used: short lists that the whole workspace shares. */
function workspaceLists(): Promise<Lists> {
  lists ??= (async () => {
    const [over, sources, workspace] = await Promise.all([
      get<{
        outlets: { key: string; n: number }[];
        countries: { key: string; n: number }[];
        places: { name: string; n: number }[];
      }>('/api/overview').catch(() => null),
      get<{ items: { name: string; named: boolean; records: number }[] }>('/api/sources?limit=300').catch(() => null),
      get<{ published: [string, string] | null }>('/api/workspace').catch(() => null),
    ]);
    return {
      outlets: over?.outlets.map((o) => [o.key, o.n] as [string, number]) ?? [],
      countries: over?.countries.map((c) => [c.key, c.n] as [string, number]) ?? [],
      places: over?.places.map((p) => [p.name, p.n] as [string, number]) ?? [],
      holders: sources?.items.filter((s) => s.named).map((s) => [s.name, s.records] as [string, number]) ?? [],
      published: workspace?.published ?? null,
    };
  })();
  return lists;
}

function actors(name: string): Promise<ActorRow[]> {
  const key = name.toLowerCase();
  let asked = actorsOf.get(key);
  if (!asked) {
    asked = get<{ items: ActorRow[] }>(`/api/actors?${new URLSearchParams({ name, limit: String(MOST) })}`)
      .then((a) => a.items)
      .catch(() => []);
    if (actorsOf.size > 200) actorsOf.clear();
    actorsOf.set(key, asked);
  }
  return asked;
}

/** Those that begin with the words first, then those that hold them. */
function fitting(pairs: [string, string][], typed: string): [string, string][] {
  const t = typed.toLowerCase();
  const begins = pairs.filter(([v]) => v.toLowerCase().startsWith(t));
  const holds = t ? pairs.filter(([v, about]) => !v.toLowerCase().startsWith(t) && `${v} ${about}`.toLowerCase().includes(t)) : [];
  return [...begins, ...holds].slice(0, MOST);
}

const counted = (list: [string, number][], unit: string): [string, string][] =>
  list.map(([name, n]) => [name, `${n} ${unit}`]);

export async function offer(line: string, caret: number): Promise<Suggestion[]> {
  const token = tokens(line).find((t) => t.start < caret && caret <= t.end);
  const start = token?.start ?? caret;
  const end = token?.end ?? caret;

  if (token?.field) {
    const field = FIELDS.find((f) => f.name === token.field)!;
    const found = await values(field.offers, token.value);
    return found
      .filter(([value]) => value !== token.value)
      .map(([value, about]) => ({ start, end, insert: `${field.name}:${quoted(value)} `, about }));
  }
  const typed = token?.value ?? '';
  const fields = FIELDS.filter((f) => f.name.startsWith(typed.toLowerCase())).map((f) => ({
    start,
    end,
    insert: `${f.name}:`,
    about: f.about,
  }));
  if (typed.length < 2) return fields;
  const types = TYPES.filter(([type]) => type.startsWith(typed.toUpperCase())).map(([type, about]) => ({
    start,
    end,
    insert: `type:${type} `,
    about,
  }));
  const people = (await actors(typed)).map((a) => ({
    start,
    end,
    insert: `party:${quoted(a.actor.name)} `,
    about: [a.actor.kind, a.documents === undefined ? '' : `in ${a.documents} documents`].filter(Boolean).join(', '),
  }));
  return [...fields.slice(0, 3), ...types.slice(0, 3), ...people].slice(0, MOST);
}

async function values(kind: string, typed: string): Promise<[string, string][]> {
  if (kind === 'types') return fitting(TYPES, typed).slice(0, TYPES.length);
  if (kind === 'none') return [];
  if (kind === 'number')
    return fitting(
      [
        ['0.9', 'only the surest readings'],
        ['0.7', 'sure readings'],
        ['0.5', 'all but the doubtful'],
      ],
      typed,
    );
  if (kind === 'actors' && typed)
    return (await actors(typed)).map((a) => [a.actor.name, a.documents === undefined ? '' : `in ${a.documents} documents`]);
  if (kind === 'actors')
    return (await actors('')).map((a) => [a.actor.name, a.documents === undefined ? '' : `in ${a.documents} documents`]);
  const known = await workspaceLists();
  if (kind === 'outlets') return fitting(counted(known.outlets, 'incidents'), typed);
  if (kind === 'countries') return fitting(counted(known.countries, 'incidents'), typed);
  if (kind === 'places') return fitting(counted(known.places, 'incidents'), typed);
  if (kind === 'holders') return fitting(counted(known.holders, 'records'), typed);
  if (!known.published) return [];
  const [first, last] = known.published;
  return fitting(
    [
      [first.slice(0, 10), 'the first report was published'],
      [last.slice(0, 10), 'the last report was published'],
    ],
    typed,
  );
}
