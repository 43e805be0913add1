// One correction under way: the draft, what the program gave, and the field that waits for words of the text.
import type { Span } from '../../lib/types';
import { rolesOf, type Article, type Rec, type Role, type RoleSpan } from '../reader/model';
import { changes, draftOf, missing, payload, placed, recordOf, type Draft, type Field, type Spot } from './draft';
import { first, moved, type Move } from './spans';
import type { AnyRecord } from './shapes';

export interface Armed { id: string; label: string; span: () => Spot; set: (span: Spot) => void; optional: boolean }

const KEYS: Record<string, Move> = { ArrowRight: 'end+', ArrowLeft: 'end-', ArrowDown: 'on', ArrowUp: 'back' };
const START: Record<string, Move> = { ArrowRight: 'start+', ArrowLeft: 'start-' };

export class Edit {
  draft: Draft = $state()!;
  armed = $state.raw<Armed | null>(null);
  readonly given: Draft | null;
  readonly changed: Field[] = $derived.by(() => (this.given ? changes(this.draft, this.given) : []));
  readonly missing: string[] = $derived.by(() => missing(this.draft));
  /** The record as it stands now, for everything that draws records. */
  readonly rec: Rec = $derived.by(() => placed(this.it, this.draft.kind, recordOf($state.snapshot(this.draft) as Draft, this.it, this.base)));

  /** `base`: the record of the program; none where one is added. `begin`: what the form starts from, where that is another. */
  constructor(readonly it: Article, readonly base: AnyRecord | undefined, begin: Draft, given: Draft | null, readonly around: Span) {
    this.given = given;
    this.draft = structuredClone(begin);
  }

  static of(it: Article, rec: Rec, right: Rec | null): Edit {
    const given = draftOf(rec);
    return new Edit(it, rec.it, right ? draftOf(right) : given, given, rec.at);
  }

  has(field: Field): boolean {
    return this.changed.includes(field);
  }
  putBack(field: Field) {
    if (this.given) Object.assign(this.draft, { [field]: structuredClone(this.given[field]) });
    this.armed = null;
  }
  payload(): object {
    return payload($state.snapshot(this.draft) as Draft, this.it, this.base);
  }

  arm(field: Armed) {
    this.armed = this.armed?.id === field.id ? null : field;
  }
  disarm() {
    this.armed = null;
  }
  put(span: Spot) {
    if (span) this.armed?.set(span);
  }
  /** Keys of an armed field. True where the key was one of them. */
  key(event: KeyboardEvent): boolean {
    const armed = this.armed;
    if (!armed || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'Escape' || event.key === 'Enter') {
      this.disarm();
      return true;
    }
    if ((event.key === 'Delete' || event.key === 'Backspace') && armed.optional) {
      armed.set(null);
      return true;
    }
    const move = event.shiftKey ? START[event.key] : KEYS[event.key];
    if (!move) return false;
    this.move(move);
    return true;
  }
  move(move: Move) {
    const armed = this.armed;
    if (!armed) return;
    const span = armed.span();
    // An empty field begins at the words of the record.
    armed.set(span ? moved(this.it, span, move) : first(this.it, this.draft.trigger?.[0] ?? this.around[0]));
  }
  /** Everything that takes part, with the words of the armed field set apart. */
  get roles(): RoleSpan[] {
    const out = this.draft.trigger || this.base ? rolesOf(this.rec) : rolesOf(this.rec).filter((r) => r.role !== 'trigger' && r.role !== 'label');
    const span = this.armed?.span();
    // A role that only this form draws.
    return span ? [...out, { start: span[0], end: span[1], role: 'armed' as Role, tag: '' }] : out;
  }
}
