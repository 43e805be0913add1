// The text of one form while it is typed: checked shortly after the last key, saved by itself a little later.
import { onDestroy } from 'svelte';
import { post, type ApiError } from '../../lib/api';
import type { Checked, SheetAnswer } from './shapes';

const CHECK_AFTER = 400;
const SAVE_AFTER = 3000;

/** Texts whose saving is not confirmed, by annotator and document: what was typed outlives a page that is left too early. */
const unsent = new Map<string, string>();

let sending = $state(0);
/** How many forms are on their way to the server: a list of states waits for them. */
export const onTheirWay = {
  get count() { return sending; },
};

export class Work {
  text = $state('');
  /** The text that the server keeps. */
  kept = $state('');
  keptAt = $state<Date | null>(null);
  checked = $state.raw<Checked>({ sound: true, mistakes: [], events: 0, labels: 0, ties: 0, not_events: 0 });
  saving = $state(false);
  /** Why the last saving, or the last checking, failed. */
  error = $state.raw<ApiError | null>(null);
  checkError = $state.raw<ApiError | null>(null);
  /** True where the text comes from a page that was left before it was saved. */
  broughtBack = $state(false);

  private asked = 0;
  private checkTimer: ReturnType<typeof setTimeout> | undefined;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly key: string;
  private gone = false;

  constructor(private readonly annotator: string, private readonly sheet: SheetAnswer) {
    this.key = `${annotator}\n${sheet.doc}`;
    this.kept = sheet.form;
    this.keptAt = sheet.kept_at ? new Date(sheet.kept_at) : null;
    this.checked = sheet.checked;
    const left = unsent.get(this.key);
    this.text = left ?? sheet.form;
    if (left !== undefined && left !== sheet.form) {
      this.broughtBack = true;
      this.typed(left);
    }
    onDestroy(() => {
      this.gone = true;
      // Left within the site: the text is sent at once.
      if (this.unsaved && !this.saving) void this.save();
      clearTimeout(this.checkTimer);
      clearTimeout(this.saveTimer);
    });
  }

  get unsaved(): boolean {
    return this.text !== this.kept;
  }

  typed(text: string): void {
    this.text = text;
    clearTimeout(this.checkTimer);
    clearTimeout(this.saveTimer);
    if (this.unsaved) unsent.set(this.key, text);
    else unsent.delete(this.key);
    this.checkTimer = setTimeout(() => void this.check(), CHECK_AFTER);
    if (this.unsaved) this.saveTimer = setTimeout(() => void this.save(), SAVE_AFTER);
  }

  private async check(): Promise<void> {
    const mine = ++this.asked;
    try {
      const checked = await post<Checked>('/annotate/check', { doc: this.sheet.doc, form: this.text });
      // Only the newest answer counts.
      if (mine !== this.asked) return;
      this.checked = checked;
      this.checkError = null;
    } catch (e) {
      if (mine === this.asked) this.checkError = e as ApiError;
    }
  }

  async save(): Promise<void> {
    clearTimeout(this.saveTimer);
    // One at a time, so that an older text never comes last; what was typed meanwhile follows.
    if (this.saving) return;
    this.saving = true;
    sending += 1;
    const text = this.text;
    const mine = ++this.asked;
    try {
      const checked = await post<Checked>('/annotate', { annotator: this.annotator, doc: this.sheet.doc, form: text });
      if (mine === this.asked && text === this.text) this.checked = checked;
      this.kept = text;
      this.keptAt = new Date();
      this.error = null;
      this.broughtBack = false;
      if (unsent.get(this.key) === text) unsent.delete(this.key);
    } catch (e) {
      this.error = e as ApiError;
    }
    this.saving = false;
    sending -= 1;
    // After a failure the next key, or the button, tries again.
    if (!this.unsaved || this.error) return;
    if (this.gone) void this.save();
    else this.saveTimer = setTimeout(() => void this.save(), SAVE_AFTER);
  }
}
