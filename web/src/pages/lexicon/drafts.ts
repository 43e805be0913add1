// Rules that are being written: kept in this browser alone, each under the rule it began from ("new" for none).
const KEY = 'sayso.rules';
export const NEW = 'new';

/** A rule to begin from: every line says what it is for. */
export const TEMPLATE = `# Rules of one type of act. What stands behind # is a note and is not read.
event = "COERCE"

[[rule]]
id = "coerce.my-rule"              # begins with the type; where the id exists already, this rule takes its place
meaning = "rounds people up"       # in a few words, as the reader shows it
verb = ["round up"]                # base forms; or noun = [...] or adjective = [...]: exactly one of the three
mode = "arrest"                    # a mode of this type; left out: none
recipient = ["object"]             # where the one it is done to stands; the one who acts is the subject
if = { object = ["@actor"] }       # what must stand around it: @actor is anything that can act
unless = { object = ["sheep", "cattle"] }   # what must not
# In the examples: *trigger*, [who acts], <towards whom>. At least one of each kind.
yes = ["[Police] *rounded up* <14 members of the Dawn Front> on Monday."]
no = ["Farmers round up the sheep in autumn."]
`;

function all(): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return {};
    return Object.fromEntries(Object.entries(kept).filter((e): e is [string, string] => typeof e[1] === 'string'));
  } catch {
    return {};
  }
}

export const kept = (rule: string): string | null => all()[rule] ?? null;
export const keptRules = (): string[] => Object.keys(all());

/** Keeps a text, or throws it away (null). False where the browser refuses to store. */
export function keep(rule: string, toml: string | null): boolean {
  const now = all();
  if (toml === null) delete now[rule];
  else now[rule] = toml;
  try {
    localStorage.setItem(KEY, JSON.stringify(now));
    return true;
  } catch {
    return false;
  }
}

/** The name under which a text is saved: that of its type, as the files of the lexicon are called. */
export function fileName(toml: string): string {
  const type = /^\s*event\s*=\s*["']([A-Za-z]+)["']/m.exec(toml)?.[1];
  return `${(type ?? 'rule').toLowerCase()}.toml`;
}

export interface Fault { line: number; column: number; message: string }
/** The place that a message of the program names: "file:line:column: what is wrong", with the line itself below. */
export function faultOf(message: string): Fault | null {
  const found = /^(?:[^\n:]*:)?(\d+):(\d+):\s*([\s\S]*)$/.exec(message.trim());
  if (!found) return null;
  // The line below the message stands in the text already, where it is marked.
  const told = found[3]!.split('\n').filter((line) => !/^\s*\|/.test(line)).join(' ').trim();
  return { line: Number(found[1]), column: Number(found[2]), message: told };
}
