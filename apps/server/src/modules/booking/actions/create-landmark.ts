import { createLandmark } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { presentLandmark } from '../landmarks/landmarks.present.ts';
import { insertLandmark, landmarksOf, MOST_LANDMARKS } from '../landmarks/landmarks.store.ts';

export const createLandmarkAction = handle(createLandmark, async ({ params, body, actor, tx, now }) => {
  if ((await landmarksOf(tx, params.palaceId)).length >= MOST_LANDMARKS) {
    throw new Problem('too-many-landmarks', { max: MOST_LANDMARKS });
  }
  const row = {
    palace_id: params.palaceId,
    id: newId(),
    name: body.name,
    name_en: body.nameEn,
    story: body.story,
    story_en: body.storyEn,
    position: body.position,
    closed_at: null,
  };
  await insertLandmark(tx, row);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'landmark.create',
    subject: { type: 'landmark', id: row.id },
    after: presentLandmark(row),
    at: now,
  });
  return presentLandmark(row);
});
