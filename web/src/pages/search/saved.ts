// Questions that a reader keeps: only in this browser, as a name and an address within this site.
export interface Saved {
  name: string;
  address: string;
}

const KEY = 'sayso.questions';

export function load(): Saved[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    if (!Array.isArray(list)) return [];
    return list.filter(
      (q): q is Saved =>
        typeof q === 'object' &&
        q !== null &&
        typeof (q as Saved).name === 'string' &&
        typeof (q as Saved).address === 'string' &&
        // An address from elsewhere never becomes a link.
        /^\/(?![/\\])/.test((q as Saved).address),
    );
  } catch {
    return [];
  }
}

/** False where the browser refuses to store (private windows, full storage). */
export function store(list: Saved[]): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
}
