import type { Reader } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { findPalace, type PalaceRow } from '../../network/index.ts';

/** How long a feed may be kept by caches and readers. */
export const FEED_CACHE = 'public, max-age=300';

/** The palace of a feed. Throws `not-found`. */
export async function palaceOfFeed(reader: Reader, palaceId: string): Promise<PalaceRow> {
  const palace = await findPalace(reader, palaceId);
  if (palace === undefined) throw new Problem('not-found');
  return palace;
}
