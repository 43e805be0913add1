// Files of a drop, whole folders included. The browser hands folders out in portions of about a hundred entries.
export interface Picked {
  file: File;
  /** path within the dropped folder: what a person recognises in the list */
  path: string;
}

const HIDDEN = /(^|\/)(\.|Thumbs\.db$|desktop\.ini$)/;

export async function fromDrop(data: DataTransfer): Promise<Picked[]> {
  // The entries must be taken before the first wait: the list is emptied after the event.
  const entries = [...data.items]
    .filter((item) => item.kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
  const out: Picked[] = [];
  for (const { entry, file } of entries) {
    if (entry) await walk(entry, out);
    else if (file) out.push({ file, path: file.name });
  }
  return tidy(out);
}

export function fromInput(list: FileList): Picked[] {
  return tidy([...list].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
}

function tidy(list: Picked[]): Picked[] {
  return list.filter((p) => !HIDDEN.test(p.path)).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

async function walk(entry: FileSystemEntry, out: Picked[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((ok, no) => (entry as FileSystemFileEntry).file(ok, no));
    out.push({ file, path: entry.fullPath.replace(/^\//, '') });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((ok, no) => reader.readEntries(ok, no));
    if (!part.length) return;
    for (const e of part) await walk(e, out);
  }
}

// Far below what the server takes at once (128 MiB, 10,000 files), so that a whole folder comes in parts and shows progress.
const PART_BYTES = 48e6;
const PART_FILES = 2000;

/** Parts of a drop that each fit into one upload; a file too large for that goes alone, for the server to judge. */
export function parts(list: Picked[]): Picked[][] {
  const out: Picked[][] = [];
  let bytes = Infinity;
  for (const picked of list) {
    const last = out.at(-1);
    if (!last || bytes + picked.file.size > PART_BYTES || last.length >= PART_FILES) {
      out.push([picked]);
      bytes = picked.file.size;
    } else {
      last.push(picked);
      bytes += picked.file.size;
    }
  }
  return out;
}

export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(0)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
