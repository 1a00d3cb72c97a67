import type { Landmark, Stamp } from '@wengong/contract';
import type { PalaceRow } from '../../network/index.ts';
import type { StampSeen } from './landmarks.store.ts';
import type { LandmarkRow } from './landmarks.tables.ts';

export const presentLandmark = (row: LandmarkRow): Landmark => ({
  id: row.id,
  name: row.name,
  nameEn: row.name_en,
  story: row.story,
  storyEn: row.story_en,
  position: row.position,
});

export const presentStamp = (row: StampSeen, palace: PalaceRow | undefined): Stamp => ({
  palaceId: row.palace_id,
  palaceSlug: palace?.slug ?? '',
  palaceName: palace?.name ?? '',
  palaceNameEn: palace?.name_en ?? '',
  landmarkId: row.landmark_id,
  landmarkName: row.name,
  landmarkNameEn: row.name_en,
  day: row.day,
  at: row.at.toISOString(),
});
