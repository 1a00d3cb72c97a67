import { z } from 'zod';
import { anyone, route, signedIn, staff } from './route.ts';
import { id, instant, page, pageQuery, palaceParams } from './shapes.ts';

/** Danmaku: short remarks that cross a recording at the second they were made at; and what is said in it. */
const tag = 'media';

export const DANMAKU_LENGTH = 40;
/** At most so many remarks cross in one second of the video. */
export const DANMAKU_A_SECOND = 4;

/** `waiting`: reviewed first (moderation, kind `danmaku`). Only `shown` ones cross. */
export const danmakuStates = ['shown', 'waiting', 'taken_down'] as const;
export const danmakuState = z.enum(danmakuStates);
export type DanmakuState = z.infer<typeof danmakuState>;

export const danmaku = z.object({ id, atMs: z.int().min(0), text: z.string() });
export type Danmaku = z.infer<typeof danmaku>;

/** `GET /api/v1/videos/:videoId/danmaku/:minute` (minute of the video from 0; ETag; the same for everybody). */
export const danmakuMinute = z.object({ items: z.array(danmaku) });
export type DanmakuMinute = z.infer<typeof danmakuMinute>;

export const listDanmaku = route({
  method: 'GET',
  path: '/api/v1/videos/:videoId/danmaku',
  summary: 'Remarks on a public video in the order in which they cross; and whether more are taken',
  tag,
  access: anyone,
  params: z.object({ videoId: id }),
  query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(200) }),
  response: z.object({ items: z.array(danmaku), open: z.boolean(), total: z.int() }),
});

const mine = danmaku.extend({ videoId: id, videoTitle: z.string(), state: danmakuState, createdAt: instant });

export const sendDanmaku = route({
  method: 'POST',
  path: '/api/v1/me/danmaku',
  summary:
    'Say something at a second of a public video; what holds a listed word or a contact is reviewed first',
  tag,
  access: signedIn,
  perMinute: 30,
  body: z.object({
    videoId: id,
    atMs: z.int().min(0).max(86_400_000),
    text: z.string().trim().min(1).max(DANMAKU_LENGTH),
  }),
  status: 201,
  response: danmaku.extend({ state: danmakuState }),
});

export const listMyDanmaku = route({
  method: 'GET',
  path: '/api/v1/me/danmaku',
  summary: 'My remarks on videos, newest first, with their state',
  tag,
  access: signedIn,
  query: pageQuery.extend({ videoId: id.optional() }),
  response: page(mine),
});

export const deleteMyDanmaku = route({
  method: 'DELETE',
  path: '/api/v1/me/danmaku/:danmakuId',
  summary: 'Remove a remark of mine for good',
  tag,
  access: signedIn,
  params: z.object({ danmakuId: id }),
  status: 204,
});

// The palace's desk: remarks themselves are reviewed, reported and taken down as everything else, by moderation.

const desk = staff('editor', 'reviewer', 'director');

export const setVideoDanmaku = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/videos/:videoId/danmaku',
  summary: 'Whether remarks are taken and shown on a video',
  tag,
  access: desk,
  params: palaceParams.extend({ videoId: id }),
  body: z.object({ open: z.boolean() }),
  status: 204,
});

// What is said

export const getTranscript = route({
  method: 'GET',
  path: '/api/v1/videos/:videoId/transcript',
  summary: 'What is said in a public video, from its captions, in passages of some seconds',
  tag,
  access: anyone,
  params: z.object({ videoId: id }),
  query: z.object({ lang: z.string().max(12).optional() }),
  response: z.object({
    /** Null when it has no captions. */
    lang: z.string().nullable(),
    passages: z.array(z.object({ startMs: z.int(), text: z.string() })),
  }),
});
export type Transcript = z.infer<(typeof getTranscript)['response']>;

export const searchSaid = route({
  method: 'GET',
  path: '/api/v1/said',
  summary: 'Public videos in which words are said, with the seconds at which they are',
  tag,
  access: anyone,
  query: z.object({
    q: z.string().trim().min(1).max(60),
    palaceId: id.optional(),
    limit: z.coerce.number().int().min(1).max(20).default(6),
  }),
  response: z.object({
    items: z.array(
      z.object({
        videoId: id,
        palaceSlug: z.string(),
        palaceName: z.string(),
        palaceNameEn: z.string(),
        title: z.string(),
        titleEn: z.string(),
        durationMs: z.int(),
        poster: z.string(),
        said: z.array(z.object({ startMs: z.int(), text: z.string() })),
      }),
    ),
  }),
});
export type SaidInVideo = z.infer<(typeof searchSaid)['response']>['items'][number];
