import { z } from 'zod';
import { anyone, route, signedIn, staff } from './route.ts';
import { day, id, instant, page, pageQuery, palaceParams } from './shapes.ts';

/** Landmarks of a palace and the stamps that visitors collect there (打卡). */
const tag = 'booking';

export const landmark = z.object({
  id,
  name: z.string(),
  nameEn: z.string(),
  story: z.string(),
  storyEn: z.string(),
  position: z.int(),
});
export type Landmark = z.infer<typeof landmark>;

const landmarkBody = z.object({
  name: z.string().trim().min(1).max(60),
  nameEn: z.string().trim().min(1).max(120),
  story: z.string().max(4000),
  storyEn: z.string().max(8000),
  position: z.int().min(0).max(1000),
});

export const listLandmarks = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/landmarks',
  summary: 'Landmarks of a palace at which visitors collect a stamp (打卡), in order; at most 200',
  tag,
  access: anyone,
  params: palaceParams,
  response: z.object({ items: z.array(landmark) }),
});

export const createLandmark = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/landmarks',
  summary: 'Add a landmark',
  tag,
  access: staff('editor', 'director'),
  params: palaceParams,
  body: landmarkBody,
  status: 201,
  response: landmark,
});

export const putLandmark = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/landmarks/:landmarkId',
  summary: 'Change a landmark',
  tag,
  access: staff('editor', 'director'),
  params: palaceParams.extend({ landmarkId: id }),
  body: landmarkBody,
  response: landmark,
});

export const closeLandmark = route({
  method: 'DELETE',
  path: '/api/v1/palaces/:palaceId/landmarks/:landmarkId',
  summary: 'Give a landmark up: it is shown no more; stamps that people have collected there stay theirs',
  tag,
  access: staff('editor', 'director'),
  params: palaceParams.extend({ landmarkId: id }),
  status: 204,
});

export const getLandmarkCode = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/landmarks/:landmarkId/code',
  summary: 'The code that the screen at a landmark shows now; it changes every 30 seconds',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  perMinute: 120,
  params: palaceParams.extend({ landmarkId: id }),
  response: z.object({
    code: z.string(),
    expiresAt: instant,
    /** Address for the QR code: `/p/<slug>/stamp?palace=…&landmark=…&code=…` on the caller's origin. */
    url: z.string(),
  }),
});

export const stamp = z.object({
  palaceId: id,
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  landmarkId: id,
  landmarkName: z.string(),
  landmarkNameEn: z.string(),
  day,
  at: instant,
});
export type Stamp = z.infer<typeof stamp>;

export const collectStamp = route({
  method: 'POST',
  path: '/api/v1/me/stamps',
  summary: 'Collect today’s stamp of a landmark with the code its screen shows; a second try gives the first',
  tag,
  access: signedIn,
  perMinute: 30,
  body: z.object({ palaceId: id, landmarkId: id, code: z.string().trim().max(40) }),
  response: z.object({
    /** False when today's stamp had been collected before. */
    isNew: z.boolean(),
    stamp,
    /** Different landmarks of this palace stamped so far, of how many there are. */
    collected: z.int(),
    landmarks: z.int(),
  }),
});

export const listMyStamps = route({
  method: 'GET',
  path: '/api/v1/me/stamps',
  summary: 'My stamps, newest first',
  tag,
  access: signedIn,
  query: pageQuery,
  response: page(stamp),
});
