import { sql } from 'kysely';
import type { Tx } from '../kernel/db.ts';
import { type Film, filmOf, insertFilm } from './films.ts';
import { insertRows } from './rows.ts';
import { Seed } from './seed.ts';

/** As much of an entry as its recording is made of. */
interface Recorded {
  readonly palace_id: string;
  readonly id: string;
  readonly category: string;
  readonly person_id: string;
  readonly title: string;
  readonly description: string;
  readonly entered_at: Date;
  readonly decided_at: Date | null;
  readonly asset_id: string | null;
}

const CATEGORIES = ['song', 'dance', 'craft', 'family', 'live'] as const;

/** The recording that an entry has; one in five tells its story in words alone. */
export const clipOf = (contest: string, index: number, at: Date): string | null =>
  index % 5 === 3 ? null : new Seed(`clip of ${contest} ${index}`).id(at);

/** Writes the recordings of entries: held by them, public with those that are approved. */
export async function writeClips(tx: Tx, entries: readonly Recorded[]): Promise<void> {
  const films = new Map<string, Film>();
  for (const category of CATEGORIES) films.set(category, await filmOf(category));
  for (const [index, entry] of entries.entries()) {
    const film = films.get(entry.category);
    if (entry.asset_id === null || film === undefined) continue;
    const key = { palace_id: entry.palace_id, asset_id: entry.asset_id };
    await insertFilm(tx, {
      key,
      film,
      owner: entry.person_id,
      at: entry.entered_at,
      purpose: 'clip',
      title: entry.title,
      titleEn: '',
      description: entry.description,
      descriptionEn: '',
      ai: index % 9 === 4 ? 'assisted' : 'none',
    });
    await insertRows(tx, 'media_hold', [{ ...key, holder: `contest-entry ${entry.id}` }]);
    if (entry.decided_at === null) continue;
    await sql`update media_asset set visibility = 'public', published_at = ${entry.decided_at}
      where palace_id = ${key.palace_id} and id = ${key.asset_id}`.execute(tx);
    const plays = 40 + new Seed(`plays of ${key.asset_id}`).int(4000);
    await insertRows(tx, 'media_play_count', [{ ...key, plays }]);
  }
}
