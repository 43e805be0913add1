/** A rule as the server shows it. */
export interface Rule {
  id: string;
  meaning: string;
  file: string;
  line: number;
  event: string;
  mode: string | null;
  cameo: string | null;
  /** the words it starts from */
  triggers: string[];
  /** the slots in which the actor is looked for, and the recipient */
  actor: string[];
  recipient: string[];
  examples_yes: string[];
  examples_no: string[];
  needs: string[];
  unless: string[];
}

/** What a rule made of a word. */
export interface Attempt {
  text: string;
  rule: string;
  meaning: string;
  event: string;
  mode: string | null;
  /** why it did not fire; null where it fires */
  refused: string | null;
}
