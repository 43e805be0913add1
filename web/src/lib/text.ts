// Spans count Unicode code points; strings here count UTF-16 units. Never slice by raw numbers.

export type Span = readonly [number, number];

/** A text with its code points counted once. */
export class PointText {
  /** offsets[i]: the UTF-16 index of code point i; one more entry for the end. Null where both counts agree. */
  private readonly offsets: Uint32Array | null;
  readonly points: number;

  constructor(readonly text: string) {
    let points = 0;
    for (let i = 0; i < text.length; i += 1, points += 1) {
      const c = text.codePointAt(i)!;
      if (c > 0xffff) i += 1;
    }
    this.points = points;
    if (points === text.length) {
      this.offsets = null;
      return;
    }
    const offsets = new Uint32Array(points + 1);
    let at = 0;
    for (let p = 0; p < points; p += 1) {
      offsets[p] = at;
      at += text.codePointAt(at)! > 0xffff ? 2 : 1;
    }
    offsets[points] = at;
    this.offsets = offsets;
  }

  /** UTF-16 index of a code point; what lies outside goes to the nearest end. */
  unit(point: number): number {
    const p = Math.max(0, Math.min(this.points, point));
    return this.offsets ? this.offsets[p]! : p;
  }

  /** Code point at a UTF-16 index, for what a person selects. */
  point(unit: number): number {
    if (!this.offsets) return Math.max(0, Math.min(this.points, unit));
    let low = 0;
    let high = this.points;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.offsets[middle]! < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  slice(span: Span | readonly number[]): string {
    return this.text.slice(this.unit(span[0] ?? 0), this.unit(span[1] ?? 0));
  }
}

/** Before, inside and after a span: for a sentence with its trigger marked. */
export function around(text: string, span: Span | readonly number[] | null | undefined): [string, string, string] {
  if (!span) return [text, '', ''];
  const t = new PointText(text);
  const a = t.unit(span[0] ?? 0);
  const b = t.unit(span[1] ?? 0);
  return [text.slice(0, a), text.slice(a, b), text.slice(b)];
}
