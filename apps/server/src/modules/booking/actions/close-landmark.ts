import { closeLandmark } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { presentLandmark } from '../landmarks/landmarks.present.ts';
import { deleteUnstamped, landmarkById, updateLandmark } from '../landmarks/landmarks.store.ts';

export const closeLandmarkAction = handle(closeLandmark, async ({ params, actor, tx, now }) => {
  const { palaceId, landmarkId } = params;
  const before = await landmarkById(tx, palaceId, landmarkId);
  if (before === undefined) throw new Problem('not-found');
  // Closed first: who collects a stamp at this moment finds it or waits for it, and then it cannot be deleted.
  await updateLandmark(tx, { ...before, closed_at: now });
  await deleteUnstamped(tx, palaceId, landmarkId);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'landmark.close',
    subject: { type: 'landmark', id: landmarkId },
    before: presentLandmark(before),
    at: now,
  });
});
