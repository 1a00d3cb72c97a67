import { collectStamp } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { localDay } from '../../../kernel/zone.ts';
import { findPalace } from '../../network/index.ts';
import { isLandmarkCode, landmarkKey } from '../landmarks/landmark-code.ts';
import { presentStamp } from '../landmarks/landmarks.present.ts';
import { collect, landmarkById, landmarksOf, stampedLandmarks } from '../landmarks/landmarks.store.ts';

export const collectStampAction = handle(collectStamp, async ({ body, actor, tx, deps, now }) => {
  const { palaceId, landmarkId } = body;
  const palace = await findPalace(tx, palaceId);
  const landmark = await landmarkById(tx, palaceId, landmarkId);
  if (palace === undefined || landmark === undefined) throw new Problem('not-found');
  if (!isLandmarkCode(landmarkKey(deps.keys), body, body.code, now)) throw new Problem('stamp-code-invalid');
  const row = {
    palace_id: palaceId,
    landmark_id: landmarkId,
    person_id: actor.personId,
    day: localDay(now, palace.time_zone),
    at: now,
  };
  const { at, isNew } = await collect(tx, row);
  return {
    isNew,
    stamp: presentStamp({ ...row, at, name: landmark.name, name_en: landmark.name_en }, palace),
    collected: await stampedLandmarks(tx, palaceId, actor.personId),
    landmarks: (await landmarksOf(tx, palaceId)).length,
  };
});
