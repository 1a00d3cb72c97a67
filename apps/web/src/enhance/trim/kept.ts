/**
 * Cut videos lie in this browser's own storage until they are uploaded, so that a reload loses nothing. What is known of
 * them is noted beside, for the person who made them; others' and old ones are removed.
 */
export interface Kept {
  /** The file in the browser's storage. */
  readonly stored: string;
  readonly personId: string;
  /** As the server was told, so that it finds the same upload again. */
  readonly name: string;
  readonly lastModified: number;
  /** Fields of the form it was sent with. */
  readonly given: Readonly<Record<string, string>>;
}

const NOTES = 'wengong.trimmed';
/** The server takes the rest of an upload for so long, ms; what was never sent is kept for a day. */
const KEPT_MS = 7 * 86_400_000;
const UNSENT_MS = 86_400_000;

/** The folder of cut videos. Throws where the browser gives no storage. */
export async function trimmedFolder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle('trimmed', { create: true });
}

function notes(): Kept[] {
  try {
    const all: unknown = JSON.parse(localStorage.getItem(NOTES) ?? '[]');
    return Array.isArray(all) ? all : [];
  } catch {
    return [];
  }
}

/** Notes that something was cut, so that what is never sent is removed some day. */
export function begin(): void {
  localStorage.setItem(NOTES, JSON.stringify(notes()));
}

/** Notes that the cut video is being uploaded. */
export function keep(kept: Kept): void {
  localStorage.setItem(
    NOTES,
    JSON.stringify([...notes().filter(({ stored }) => stored !== kept.stored), kept]),
  );
}

/** Removes a cut video that is uploaded or not wanted. */
export async function drop(stored: string): Promise<void> {
  localStorage.setItem(NOTES, JSON.stringify(notes().filter((note) => note.stored !== stored)));
  await (await trimmedFolder()).removeEntry(stored).catch(() => {});
}

/** What this person cut and has not uploaded to the end; removes whatever else lies there. */
export async function unfinished(personId: string, now: number): Promise<{ note: Kept; file: File }[]> {
  const mine: { note: Kept; file: File }[] = [];
  // A browser that was never asked for storage is not asked now.
  if (localStorage.getItem(NOTES) === null) return mine;
  const folder = await trimmedFolder();
  const noted = new Map(notes().map((note) => [note.stored, note]));
  for await (const [stored, handle] of folder as unknown as AsyncIterable<[string, FileSystemFileHandle]>) {
    const note = noted.get(stored);
    noted.delete(stored);
    const raw = await handle.getFile().catch(() => null);
    // Being written at this moment, by another tab.
    if (raw === null) continue;
    const old = now - raw.lastModified > (note === undefined ? UNSENT_MS : KEPT_MS);
    if (note?.personId === personId && !old)
      mine.push({ note, file: named(raw, note.name, note.lastModified) });
    else if (old || note !== undefined) await drop(stored);
  }
  for (const stored of noted.keys()) await drop(stored);
  return mine;
}

/** The same bytes under the name and time by which the server knows them. */
export const named = (file: Blob, name: string, lastModified: number): File =>
  new File([file], name, { type: 'video/mp4', lastModified });
