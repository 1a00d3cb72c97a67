import type { Reader, Tx } from '../../../kernel/db.ts';
import { Screen, type Screened, type ScreenText } from './screen.rules.ts';
import { type ListRevision, listsOfPalace, wordsOfLists } from './words.store.ts';

/** Screens of lists held in memory, by the lists' revisions: palaces under one union often share one. */
const held = new Map<string, Screen>();
const MOST_HELD = 64;

/** What the palace's words, its own and the inherited, say of texts. Decides nothing. */
export async function screenText(
  reader: Reader | Tx,
  { palaceId, texts }: { readonly palaceId: string; readonly texts: readonly ScreenText[] },
): Promise<Screened> {
  return screenByLists(reader, await listsOfPalace(reader, palaceId), texts);
}

/** What the words of some lists say of texts. */
export async function screenByLists(
  reader: Reader | Tx,
  lists: readonly ListRevision[],
  texts: readonly ScreenText[],
): Promise<Screened> {
  if (lists.length === 0) return { verdict: 'clear', hits: [] };
  const key = lists.map((list) => `${list.listId} ${list.revision}`).join(' ');
  let screen = held.get(key);
  if (screen === undefined) {
    const rows = await wordsOfLists(
      reader,
      lists.map((list) => list.listId),
    );
    screen = new Screen(rows);
    if (held.size >= MOST_HELD) held.delete(held.keys().next().value ?? '');
    held.set(key, screen);
  }
  return screen.screen(texts);
}
