import { onLeave } from './route.svelte';

/** What the server says when it can't answer, in its one shape. */
export class ApiError extends Error {
  constructor(readonly status: number, readonly code: string, message: string, readonly hint: string | null = null) {
    super(message);
    this.name = 'ApiError';
  }
}

export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined> | URLSearchParams;

/** The address of an API call; also what a page links as its JSON twin. */
export function apiUrl(path: string, query: Query = {}): string {
  let out: URLSearchParams;
  if (query instanceof URLSearchParams) out = query;
  else {
    out = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) {
      if (value === null || value === undefined || value === '') continue;
      if (Array.isArray(value)) for (const v of value) out.append(key, v);
      else out.append(key, String(value));
    }
  }
  const text = out.toString();
  const base = path.startsWith('/api') ? path : `/api${path.startsWith('/') ? '' : '/'}${path}`;
  return text ? `${base}?${text}` : base;
}

async function call<T>(url: string, init: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(url, { credentials: 'same-origin', ...init });
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') throw e;
    throw new ApiError(0, 'unreachable', 'The server does not answer.', 'Is `sayso serve` still running?');
  }
  const text = await answer.text();
  let body: unknown = null;
  if (text) {
    try {
      body = JSON.parse(text);
    } catch {
      throw new ApiError(answer.status, 'not_json', 'The answer of the server is not JSON.', null);
    }
  }
  if (!answer.ok) {
    const error = (body as { error?: { code?: string; message?: string; hint?: string | null } } | null)?.error;
    throw new ApiError(answer.status, error?.code ?? 'error', error?.message ?? `The server answered ${answer.status}.`, error?.hint ?? null);
  }
  return body as T;
}

/** True where a call ended because its page was left; not an error to show. */
export function aborted(e: unknown): boolean {
  return e instanceof DOMException && e.name === 'AbortError';
}

/** Reads; ends by itself when the page is left, or with `signal`. */
export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const controller = new AbortController();
  const stop = onLeave(() => controller.abort());
  const abort = () => controller.abort();
  if (signal?.aborted) controller.abort();
  signal?.addEventListener('abort', abort);
  try {
    return await call<T>(apiUrl(path, query), { signal: controller.signal, headers: { accept: 'application/json' } });
  } finally {
    stop();
    signal?.removeEventListener('abort', abort);
  }
}

/** Writes. A form goes as multipart, anything else as JSON. Never ended by leaving the page. */
export function post<T>(path: string, body: unknown = {}): Promise<T> {
  return send<T>('POST', path, body);
}

export function del<T>(path: string, body?: unknown): Promise<T> {
  return send<T>('DELETE', path, body);
}

function send<T>(method: string, path: string, body: unknown): Promise<T> {
  const form = body instanceof FormData;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (!form && body !== undefined) headers['content-type'] = 'application/json';
  return call<T>(apiUrl(path), { method, headers, body: form ? body : body === undefined ? undefined : JSON.stringify(body) });
}
