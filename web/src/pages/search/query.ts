// The search box holds one line: words for the full text, and fields such as actor:"Ayub Khan" or since:1960-05-01.
// Fields carry the API's filter names, so a line can be turned into a query string and back without loss.

export interface Field {
  name: string;
  about: string;
  /** what is offered after the colon */
  offers: 'types' | 'actors' | 'holders' | 'outlets' | 'countries' | 'places' | 'day' | 'number' | 'none';
}

export const FIELDS: Field[] = [
  { name: 'actor', about: 'who is reported to have acted', offers: 'actors' },
  { name: 'recipient', about: 'towards whom', offers: 'actors' },
  { name: 'party', about: 'on either side', offers: 'actors' },
  { name: 'type', about: 'kind of act, such as ASSAULT', offers: 'types' },
  { name: 'since', about: 'from this day on', offers: 'day' },
  { name: 'until', about: 'up to this day', offers: 'day' },
  { name: 'holder', about: 'on whose say-so', offers: 'holders' },
  { name: 'outlet', about: 'published by', offers: 'outlets' },
  { name: 'country', about: 'country of the place, three letters', offers: 'countries' },
  { name: 'place', about: 'name of the place', offers: 'places' },
  { name: 'doc', about: 'document by its id', offers: 'none' },
  { name: 'min_confidence', about: 'from 0 to 1', offers: 'number' },
];

const KNOWN = new Set(FIELDS.map((f) => f.name));

export interface Token {
  start: number;
  end: number;
  field: string | null;
  value: string;
}

/** Tokens of the line; a value may stand in double quotes, an open quote runs to the end of the line. */
export function tokens(line: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line[at]!)) {
      at++;
      continue;
    }
    const start = at;
    const head = /^([a-z_]+):/.exec(line.slice(at));
    const field = head && KNOWN.has(head[1]!) ? head[1]! : null;
    if (field) at += field.length + 1;
    let value = '';
    if (line[at] === '"') {
      const close = line.indexOf('"', at + 1);
      const end = close < 0 ? line.length : close;
      value = line.slice(at + 1, end);
      at = close < 0 ? line.length : close + 1;
      // Words in quotation marks are a phrase for the full text: the marks stay.
      if (!field) value = `"${value}"`;
    } else {
      const from = at;
      while (at < line.length && !/\s/.test(line[at]!)) at++;
      value = line.slice(from, at);
    }
    if (at === start) at++;
    found.push({ start, end: at, field, value });
  }
  return found;
}

export interface Question {
  words: string;
  fields: [string, string][];
}

export function parse(line: string): Question {
  const all = tokens(line);
  return {
    words: all
      .filter((t) => !t.field)
      .map((t) => t.value)
      .join(' '),
    fields: all
      .filter((t) => t.field && t.value.trim())
      .map((t) => [t.field!, t.field === 'type' || t.field === 'country' ? t.value.toUpperCase() : t.value.trim()]),
  };
}

export function quoted(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value;
}

export function fieldParams(fields: [string, string][]): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of fields) params.append(name, value);
  return params;
}

/** Snippets come with [marks]; they are shown as text and as <mark>, never as markup. */
export function pieces(snippet: string): { text: string; hit: boolean }[] {
  const out: { text: string; hit: boolean }[] = [];
  const pattern = /\[([^[\]]*)\]/g;
  let last = 0;
  for (let m = pattern.exec(snippet); m; m = pattern.exec(snippet)) {
    if (m.index > last) out.push({ text: snippet.slice(last, m.index), hit: false });
    out.push({ text: m[1]!, hit: true });
    last = m.index + m[0].length;
  }
  if (last < snippet.length) out.push({ text: snippet.slice(last), hit: false });
  return out;
}
