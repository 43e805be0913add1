import type { Component } from 'svelte';

export type Params = Record<string, string>;
export type QueryChange = Record<string, string | number | readonly string[] | null | undefined>;
// Pages take the parameters of their address; most take nothing.
type PageModule = { default: Component<{ params: Params }> | Component<Record<string, never>> };
export type Page = { name: string; path: string; title: string; load: () => Promise<PageModule> };

/** Every page has its own address and its own chunk. */
export const pages: Page[] = [
  { name: 'overview', path: '/', title: 'Overview', load: () => import('../pages/Overview.svelte') },
  { name: 'drop', path: '/drop', title: 'Add documents', load: () => import('../pages/Drop.svelte') },
  { name: 'documents', path: '/documents', title: 'Documents', load: () => import('../pages/Documents.svelte') },
  { name: 'reader', path: '/documents/:id', title: 'Document', load: () => import('../pages/Reader.svelte') },
  { name: 'incidents', path: '/incidents', title: 'Incidents', load: () => import('../pages/Incidents.svelte') },
  { name: 'incident', path: '/incidents/:id', title: 'Incident', load: () => import('../pages/Incident.svelte') },
  { name: 'actors', path: '/actors', title: 'Actors', load: () => import('../pages/Actors.svelte') },
  { name: 'actor', path: '/actors/:id', title: 'Actor', load: () => import('../pages/Actor.svelte') },
  { name: 'pair', path: '/pairs', title: 'Pair', load: () => import('../pages/Pair.svelte') },
  { name: 'sources', path: '/sources', title: 'Sources', load: () => import('../pages/Sources.svelte') },
  { name: 'findings', path: '/contradictions', title: 'Contradictions', load: () => import('../pages/Findings.svelte') },
  { name: 'search', path: '/search', title: 'Search', load: () => import('../pages/Search.svelte') },
  { name: 'review', path: '/review', title: 'Review', load: () => import('../pages/Review.svelte') },
  { name: 'annotate', path: '/annotate', title: 'Annotate', load: () => import('../pages/Annotate.svelte') },
  { name: 'annotate-document', path: '/annotate/:id', title: 'Annotate', load: () => import('../pages/AnnotateDocument.svelte') },
  { name: 'lexicon', path: '/lexicon', title: 'Lexicon', load: () => import('../pages/Lexicon.svelte') },
  { name: 'parts', path: '/parts', title: 'Parts', load: () => import('../pages/Parts.svelte') },
  { name: 'map-notes', path: '/map-notes', title: 'What the map draws', load: () => import('../pages/MapNotes.svelte') },
];

/** The parameters of `path` where it fits `pattern`, or null. */
export function match(pattern: string, path: string): Params | null {
  const want = pattern.split('/').filter(Boolean);
  const have = path.split('/').filter(Boolean);
  if (want.length !== have.length) return null;
  const params: Params = {};
  for (const [i, part] of want.entries()) {
    const value = have[i]!;
    if (part.startsWith(':')) {
      try {
        params[part.slice(1)] = decodeURIComponent(value);
      } catch {
        return null;
      }
    } else if (part !== value) return null;
  }
  return params;
}

function read() {
  const path = location.pathname;
  for (const page of pages) {
    const params = match(page.path, path);
    if (params) return { page, path, params, query: new URLSearchParams(location.search), hash: location.hash };
  }
  return { page: null as Page | null, path, params: {} as Params, query: new URLSearchParams(location.search), hash: location.hash };
}

let current = $state.raw(read());
const leaving = new Set<() => void>();

/** The address shown now; every property is reactive. */
export const route = {
  get page() { return current.page; },
  get path() { return current.path; },
  get params() { return current.params; },
  get query() { return current.query; },
  get hash() { return current.hash; },
};

/** Runs `f` when the page (not just its query string) changes; gives back how to stop that. */
export function onLeave(f: () => void): () => void {
  leaving.add(f);
  return () => leaving.delete(f);
}

const tries = new Set<() => boolean>();
/** Asks `f` before a link leads to another page; false keeps this one. Gives back how to stop that. */
export function onTry(f: () => boolean): () => void {
  tries.add(f);
  return () => tries.delete(f);
}

function update() {
  const before = current.path;
  current = read();
  if (current.path !== before) for (const f of [...leaving]) f();
}
addEventListener('popstate', update);

/** Goes to an address of this site. */
export function go(to: string, { replace = false } = {}): void {
  const url = new URL(to, location.href);
  if (url.href === location.href) return;
  const samePath = url.pathname === location.pathname;
  if (!samePath && [...tries].some((f) => !f())) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', url);
  update();
  if (!samePath && !replace) scrollTo(0, 0);
}

/** An address with its query string; empty values are left out. */
export function href(path: string, query: QueryChange | URLSearchParams = {}): string {
  const out = query instanceof URLSearchParams ? query : withChange(new URLSearchParams(), query);
  const text = out.toString();
  return text ? `${path}?${text}` : path;
}

function withChange(from: URLSearchParams, change: QueryChange): URLSearchParams {
  const out = new URLSearchParams(from);
  for (const [key, value] of Object.entries(change)) {
    out.delete(key);
    if (value === null || value === undefined || value === '') continue;
    if (Array.isArray(value)) for (const v of value) out.append(key, v);
    else out.append(key, String(value));
  }
  return out;
}

/** The present address with changed query values (null takes one out). */
export function queryHref(change: QueryChange): string {
  return href(current.path, withChange(current.query, change));
}

/** Changes the query string. A change that a person would undo goes into the history; typing does not. */
export function setQuery(change: QueryChange, { replace = false } = {}): void {
  go(queryHref(change), { replace });
}

/** Adds the value to a query key, or takes it out where it stands already. */
export function toggleQuery(key: string, value: string): void {
  const have = current.query.getAll(key);
  setQuery({ [key]: have.includes(value) ? have.filter((v) => v !== value) : [...have, value] });
}

/** Filters that mean the same on every page, by the names the API gives them. */
export const FILTERS = ['type', 'quad', 'party', 'actor', 'recipient', 'country', 'place', 'since', 'until', 'holder', 'act', 'own_voice', 'outlet', 'doc', 'incident', 'min_confidence', 'first_sentences', 'one_a_day', 'require_actors', 'unknown_actors'] as const;
export type Filter = (typeof FILTERS)[number];

/** The filters of the present address alone, for a call or for a link to another page. */
export function filters(): URLSearchParams {
  const out = new URLSearchParams();
  for (const key of FILTERS) for (const value of current.query.getAll(key)) if (value) out.append(key, value);
  return out;
}

/** Action on a container (or one link): clicks on links of this site stay in this page. */
export function link(node: HTMLElement) {
  const click = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const a = (event.target as Element | null)?.closest('a');
    if (!a || !node.contains(a) || a.target || a.hasAttribute('download') || a.origin !== location.origin) return;
    if (a.pathname.startsWith('/api')) return;
    // A bare fragment is the browser's own business.
    if (a.pathname === location.pathname && a.search === location.search && a.hash) return;
    event.preventDefault();
    go(a.href);
  };
  node.addEventListener('click', click);
  return { destroy: () => node.removeEventListener('click', click) };
}
