import { listLandmarks } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { presentLandmark } from '../landmarks/landmarks.present.ts';
import { landmarksOf } from '../landmarks/landmarks.store.ts';

export const listLandmarksAction = handle(listLandmarks, async ({ params, reader }) => ({
  items: (await landmarksOf(reader, params.palaceId)).map(presentLandmark),
}));
