import { putLandmark } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { presentLandmark } from '../landmarks/landmarks.present.ts';
import { landmarkById, updateLandmark } from '../landmarks/landmarks.store.ts';

export const putLandmarkAction = handle(putLandmark, async ({ params, body, actor, tx, now }) => {
  const before = await landmarkById(tx, params.palaceId, params.landmarkId);
  if (before === undefined) throw new Problem('not-found');
  const after = {
    ...before,
    name: body.name,
    name_en: body.nameEn,
    story: body.story,
    story_en: body.storyEn,
    position: body.position,
  };
  await updateLandmark(tx, after);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'landmark.change',
    subject: { type: 'landmark', id: before.id },
    before: presentLandmark(before),
    after: presentLandmark(after),
    at: now,
  });
  return presentLandmark(after);
});
