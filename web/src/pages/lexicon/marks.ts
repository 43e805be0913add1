// Examples of rules carry marks: *trigger*, [actor], <recipient>. They may nest: "[the *attack* of Norland]".
export type Role = 'trigger' | 'actor' | 'recipient';
export interface Piece {
  text: string;
  roles: Role[];
}

const OPEN: Record<string, Role> = { '[': 'actor', '<': 'recipient' };
const CLOSE: Record<string, Role> = { ']': 'actor', '>': 'recipient' };

export function pieces(example: string): Piece[] {
  const out: Piece[] = [];
  const open: Role[] = [];
  let text = '';
  const flush = () => {
    if (text) out.push({ text, roles: [...open] });
    text = '';
  };
  const shut = (role: Role) => {
    const at = open.lastIndexOf(role);
    if (at >= 0) open.splice(at, 1);
  };
  for (const ch of example) {
    if (ch === '*') {
      flush();
      if (open.includes('trigger')) shut('trigger');
      else open.push('trigger');
    } else if (OPEN[ch]) {
      flush();
      open.push(OPEN[ch]);
    } else if (CLOSE[ch]) {
      flush();
      shut(CLOSE[ch]);
    } else text += ch;
  }
  flush();
  return out;
}

export function plain(example: string): string {
  return example.replace(/[*[\]<>]/g, '');
}

export interface Layer {
  /** code points */
  start: number;
  end: number;
  role: string;
}
export interface Segment {
  text: string;
  roles: string[];
}

/** Cuts a text wherever a layer begins or ends, counting in code points as the readings do. */
export function segments(text: string, layers: Layer[]): Segment[] {
  const points = Array.from(text);
  const cuts = new Set([0, points.length]);
  for (const l of layers) {
    cuts.add(Math.max(0, Math.min(points.length, l.start)));
    cuts.add(Math.max(0, Math.min(points.length, l.end)));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  const out: Segment[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const [a, b] = [sorted[i]!, sorted[i + 1]!];
    const roles = [...new Set(layers.filter((l) => l.start <= a && l.end >= b).map((l) => l.role))];
    out.push({ text: points.slice(a, b).join(''), roles });
  }
  return out;
}

/** Where words stand in a text (code points), once for every place; whole words only. */
export function placesOf(text: string, words: string): [number, number][] {
  if (!words) return [];
  const found: [number, number][] = [];
  const isWord = (c: string | undefined) => c !== undefined && /[\p{L}\p{N}]/u.test(c);
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    if (isWord(text[at - 1]) || isWord(text[at + words.length])) continue;
    const start = Array.from(text.slice(0, at)).length;
    found.push([start, start + Array.from(words).length]);
  }
  return found;
}
