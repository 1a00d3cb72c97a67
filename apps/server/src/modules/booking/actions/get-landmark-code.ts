import { getLandmarkCode } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { findPalace } from '../../network/index.ts';
import { landmarkCode, landmarkKey } from '../landmarks/landmark-code.ts';
import { landmarkById } from '../landmarks/landmarks.store.ts';

export const getLandmarkCodeAction = handle(
  getLandmarkCode,
  async ({ params, reader, deps, origin, now, setHeader }) => {
    const palace = await findPalace(reader, params.palaceId);
    const landmark = await landmarkById(reader, params.palaceId, params.landmarkId);
    if (palace === undefined || landmark === undefined) throw new Problem('not-found');
    const { code, expiresAt } = landmarkCode(landmarkKey(deps.keys), params, now);
    const search = new URLSearchParams({ palace: palace.id, landmark: landmark.id, code });
    setHeader('cache-control', 'no-store');
    return {
      code,
      expiresAt: expiresAt.toISOString(),
      url: `${origin}/p/${palace.slug}/stamp?${search}`,
    };
  },
);
