import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { lexemesOfText, type PlainSearch } from '../../programme/index.ts';
import type { MediaCaptionRow } from '../media.tables.ts';
import { cuesOf, findSaid, type Passage } from './said.rules.ts';
import {
  assetsSaying,
  captionsSaying,
  captionsToCut,
  dropSaid,
  putSaid,
  type SaidFilter,
} from './said.store.ts';

/** Places shown of one video. */
const PLACES = 4;
/** Captions cut in one transaction. */
const BATCH = 20;

/** Where words are said in public videos, by video, the latest published first; at most `limit` videos. */
export async function searchSaidIn(
  reader: Reader,
  search: PlainSearch,
  filter: Omit<SaidFilter, 'tsquery'>,
): Promise<Map<string, Passage[]>> {
  const captions = await captionsSaying(reader, { ...filter, tsquery: search.tsquery });
  return new Map(captions.map((row) => [row.asset_id, findSaid(cuesOf(row.vtt), search.words, PLACES)]));
}

/** Public videos of a palace in which words are said, the latest published first; at most `limit`. */
export const videosSaying = (
  reader: Reader,
  search: PlainSearch,
  palaceId: string,
  limit: number,
): Promise<string[]> => assetsSaying(reader, { tsquery: search.tsquery, palaceId, limit });

/** Makes captions findable by their words, as long as everybody sees them. */
export const cutCaptions = (
  tx: Tx,
  row: Pick<MediaCaptionRow, 'palace_id' | 'asset_id' | 'lang' | 'words' | 'updated_at' | 'state'>,
): Promise<void> =>
  row.state === 'shown' ? putSaid(tx, row, row.updated_at, lexemesOfText(row.words)) : dropSaid(tx, row);

/** Cuts captions that came another way, or before there was a search in them. */
export async function cutRemaining(deps: Deps): Promise<void> {
  let cut = BATCH;
  while (cut === BATCH) {
    cut = await deps.db.transact(async (tx) => {
      const rows = await captionsToCut(tx, BATCH);
      for (const row of rows) await cutCaptions(tx, row);
      return rows.length;
    });
  }
}
