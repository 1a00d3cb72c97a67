import type { Speaker as Shown, SpeakerRef } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { imagesByIds } from '../../programme/index.ts';
import type { Speaker, SpeakerSeen } from './speakers.store.ts';

export const speakerRefOf = ({ id, name, name_en }: Speaker): SpeakerRef => ({ id, name, nameEn: name_en });

/** Speakers with their portraits, in their order; with how often they spoke, where that is known. */
export async function showSpeakers<S extends Speaker | SpeakerSeen>(
  reader: Reader | Tx,
  rows: readonly S[],
): Promise<(Shown & { readonly lectures: number })[]> {
  const images = await imagesByIds(
    reader,
    rows.map((row) => ({ palaceId: row.palace_id, imageId: row.portrait_id })),
  );
  return rows.map((row) => ({
    ...speakerRefOf(row),
    title: row.title,
    titleEn: row.title_en,
    biography: row.biography,
    biographyEn: row.biography_en,
    portrait: images.get(row.portrait_id ?? '') ?? null,
    lectures: 'lectures' in row ? row.lectures : 0,
  }));
}
