import { z } from 'zod';
import { anyone, route, signedIn, staff } from './route.ts';
import { id, instant, page, pageQuery, palaceParams } from './shapes.ts';

/** Video: uploads that survive bad networks, processing, playing. Times within a video are in ms. */
const tag = 'media';

/** A worker's clip (contest, flash mob); a palace's lecture or recording. Each has its own limits. */
export const videoPurposes = ['clip', 'lecture'] as const;
export const videoPurpose = z.enum(videoPurposes);
export type VideoPurpose = z.infer<typeof videoPurpose>;

const MIB = 1024 * 1024;

export interface VideoLimits {
  readonly maxBytes: number;
  readonly maxDurationMs: number;
  /** Width × height of a frame. */
  readonly maxPixels: number;
}

export const videoLimits: Readonly<Record<VideoPurpose, VideoLimits>> = {
  clip: { maxBytes: 500 * MIB, maxDurationMs: 5 * 60_000, maxPixels: 8_900_000 },
  lecture: { maxBytes: 8192 * MIB, maxDurationMs: 4 * 3_600_000, maxPixels: 8_900_000 },
};

/**
 * uploading → waiting → processing → ready | failed; an upload that is not finished in time is abandoned.
 * A failed one is explained in `failure` and is not tried again: the file itself is the reason.
 */
export const videoStatuses = ['uploading', 'waiting', 'processing', 'ready', 'failed', 'abandoned'] as const;
export const videoStatus = z.enum(videoStatuses);
export type VideoStatus = z.infer<typeof videoStatus>;

/**
 * What the worker is doing with it. `transcoder`: this installation has nothing yet to process videos with. `room`: its
 * storage is full or away; it goes on by itself once it is back.
 */
export const videoStages = [
  'queued',
  'transcoder',
  'room',
  'probe',
  'playable',
  'rungs',
  'pictures',
  'verify',
] as const;
export const videoStage = z.enum(videoStages);
export type VideoStage = z.infer<typeof videoStage>;

/** Why a file cannot become a video. */
export const videoFailures = [
  'not-video',
  'format-refused',
  'unreadable',
  'no-picture',
  'too-long',
  'too-short',
  'too-many-pixels',
  'too-heavy',
  'unverified',
] as const;
export const videoFailure = z.enum(videoFailures);
export type VideoFailure = z.infer<typeof videoFailure>;

/** Only its owner and the palace see `private`; `taken_down` nobody but the palace plays. */
export const videoVisibilities = ['private', 'public', 'taken_down'] as const;
export const videoVisibility = z.enum(videoVisibilities);
export type VideoVisibility = z.infer<typeof videoVisibility>;

/** Declared by who uploads; shown with the video wherever it plays. */
export const aiDeclarations = ['none', 'assisted', 'generated'] as const;
export const aiDeclaration = z.enum(aiDeclarations);
export type AiDeclaration = z.infer<typeof aiDeclaration>;

export const videoTitle = z.string().trim().min(1).max(80);
const words = z.string().trim().max(2000);

/** Pictures of a video in one file: a grid with `columns` in a row, one picture every `everyMs`. */
export const sprite = z.object({
  url: z.string(),
  columns: z.int(),
  width: z.int(),
  height: z.int(),
  everyMs: z.int(),
  count: z.int(),
});

/** Addresses that end: valid for at least some hours, then asked for again. */
export const playback = z.object({
  /** HLS master playlist. */
  master: z.string(),
  /** One quality as a plain file: for players without HLS, and for downloads. */
  file: z.string(),
  /** The lowest quality alone, as HLS and as a plain file: for whoever saves data. */
  lowest: z.object({ playlist: z.string(), file: z.string() }),
  /** Null while only the first quality is there. */
  poster: z.string().nullable(),
  /** The same at a quarter of the bytes, 640 px at its longer side: for lists, phones and whoever saves data. */
  posterSmall: z.string().nullable(),
  /** For scrubbing. */
  sprite: sprite.nullable(),
  /** Integrated loudness, LUFS: players turn what is louder than −16 down. */
  loudnessLufs: z.number().nullable(),
  captions: z.array(z.object({ lang: z.string(), label: z.string(), url: z.string() })),
  expiresAt: instant,
});
export type Playback = z.infer<typeof playback>;

const videoFacts = z.object({
  id,
  palaceId: id,
  purpose: videoPurpose,
  title: z.string(),
  titleEn: z.string(),
  description: z.string(),
  descriptionEn: z.string(),
  ai: aiDeclaration,
  durationMs: z.int().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  createdAt: instant,
});

/** A video as its uploader sees it, from the first byte on. */
export const myVideo = videoFacts.extend({
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  fileName: z.string(),
  fileBytes: z.int(),
  /** Bytes that have safely arrived. */
  receivedBytes: z.int(),
  /** Where the bytes go (tus 1.0: HEAD, PATCH); null once they are all there. */
  uploadUrl: z.string().nullable(),
  /** Until when the upload can be resumed. */
  uploadUntil: instant.nullable(),
  status: videoStatus,
  stage: videoStage.nullable(),
  /** Of the processing, 0 to 100. */
  progress: z.int().min(0).max(100),
  failure: videoFailure.nullable(),
  visibility: videoVisibility,
  /** Why it was taken down, or never shown. */
  visibilityReason: z.string(),
  /** When everybody saw it first; null: nobody but its owner and the palace ever did. */
  firstPublishedAt: instant.nullable(),
  /** Can be watched already, maybe before every quality is made. */
  playable: z.boolean(),
  poster: z.string().nullable(),
});
export type MyVideo = z.infer<typeof myVideo>;

const newVideo = z.object({
  palaceId: id,
  purpose: videoPurpose.default('clip'),
  title: videoTitle,
  titleEn: z.string().trim().max(120).default(''),
  description: words.default(''),
  ai: aiDeclaration,
  fileName: z.string().trim().min(1).max(200),
  fileBytes: z
    .int()
    .min(1)
    .max(64 * 1024 * MIB),
  /** Tells the same file again after the browser was closed: name, size and time of change, hashed by the browser. */
  fingerprint: z.string().max(128).default(''),
});

export const createUpload = route({
  method: 'POST',
  path: '/api/v1/me/videos',
  summary:
    'Announce a video; then its bytes are sent to `uploadUrl` by tus. The same file announced again goes on where it was',
  tag,
  access: signedIn,
  body: newVideo,
  status: 201,
  response: myVideo,
});

export const listMyVideos = route({
  method: 'GET',
  path: '/api/v1/me/videos',
  summary: 'My videos, newest first: uploads under way, what is processed, what became of them',
  tag,
  access: signedIn,
  query: pageQuery,
  response: page(myVideo).extend({
    /** What I may still store. */
    quota: z.object({ usedBytes: z.int(), limitBytes: z.int() }),
  }),
});

export const getMyVideo = route({
  method: 'GET',
  path: '/api/v1/me/videos/:videoId',
  summary: 'A video of mine and how far it is',
  tag,
  access: signedIn,
  params: z.object({ videoId: id }),
  response: myVideo.extend({ playback: playback.nullable() }),
});

export const finishUpload = route({
  method: 'POST',
  path: '/api/v1/me/videos/:videoId/finish',
  transaction: 'none',
  summary:
    'Say that all bytes were sent; checked. Twice is as good as once, and without it the server finds out itself',
  tag,
  access: signedIn,
  params: z.object({ videoId: id }),
  response: myVideo,
});

export const updateMyVideo = route({
  method: 'PATCH',
  path: '/api/v1/me/videos/:videoId',
  summary: 'Change title, description or declaration while it is not public',
  tag,
  access: signedIn,
  params: z.object({ videoId: id }),
  body: z
    .object({ title: videoTitle, titleEn: z.string().trim().max(120), description: words, ai: aiDeclaration })
    .partial(),
  response: myVideo,
});

export const deleteMyVideo = route({
  method: 'DELETE',
  path: '/api/v1/me/videos/:videoId',
  summary: 'Remove my video and its files for good; refused while something relies on it',
  tag,
  access: signedIn,
  params: z.object({ videoId: id }),
  status: 204,
});

// What everybody sees

export const chapter = z.object({ startMs: z.int().min(0), title: z.string().trim().min(1).max(80) });
export type Chapter = z.infer<typeof chapter>;

export const videoCard = videoFacts.extend({
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  durationMs: z.int(),
  poster: z.string(),
  /** Plays here, counted honestly; numbers of other platforms are apart. */
  plays: z.int(),
  publishedAt: instant,
});
export type VideoCard = z.infer<typeof videoCard>;

/** A number that somebody entered from another platform: never added to ours. */
export const externalCount = z.object({
  platform: z.string(),
  kind: z.enum(['plays', 'topic_reads']),
  count: z.int(),
  source: z.string(),
  asOf: instant,
  enteredBy: z.string(),
  enteredAt: instant,
});
export type ExternalCount = z.infer<typeof externalCount>;

/** What is entered of it. */
export const externalCountGiven = z.object({
  platform: z.string().trim().min(1).max(40),
  kind: z.enum(['plays', 'topic_reads']),
  count: z.int().min(0).max(1_000_000_000_000),
  source: z.string().trim().min(2).max(200),
  asOf: instant,
});

export const listVideos = route({
  method: 'GET',
  path: '/api/v1/videos',
  summary: 'Public videos, newest first',
  tag,
  access: anyone,
  query: pageQuery.extend({
    palaceId: id.optional(),
    purpose: videoPurpose.optional(),
    q: z.string().trim().max(60).optional(),
  }),
  response: page(videoCard),
});

export const getVideo = route({
  method: 'GET',
  path: '/api/v1/videos/:videoId',
  summary: 'A video with addresses to play it from',
  tag,
  access: anyone,
  params: z.object({ videoId: id }),
  response: videoCard.extend({
    visibility: videoVisibility,
    chapters: z.array(chapter),
    external: z.array(externalCount),
    playback,
  }),
});
export type VideoDetail = z.infer<(typeof getVideo)['response']>;

// The palace's desk

const desk = staff('editor', 'reviewer', 'director');
const videoParams = palaceParams.extend({ videoId: id });

export const staffVideo = myVideo.omit({ uploadUrl: true, uploadUntil: true }).extend({
  ownerId: id,
  ownerName: z.string(),
  plays: z.int(),
  chapters: z.array(chapter),
  external: z.array(externalCount),
});
export type StaffVideo = z.infer<typeof staffVideo>;

export const listPalaceVideos = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/videos',
  summary: 'All videos of the palace with their state, newest first; the transcoder and free space',
  tag,
  access: desk,
  params: palaceParams,
  query: pageQuery.extend({ status: videoStatus.optional() }),
  response: page(staffVideo).extend({
    storage: z.object({ usedBytes: z.int(), limitBytes: z.int(), freeBytes: z.int().nullable() }),
    /** `none`: uploads are kept and wait until one is installed. */
    transcoder: z.enum(['ffmpeg', 'node-av', 'none']),
  }),
});

export const getPalaceVideo = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/videos/:videoId',
  summary: 'A video of the palace, public or not, with addresses to play it from',
  tag,
  access: desk,
  params: videoParams,
  response: staffVideo.extend({ playback: playback.nullable() }),
});

export const setVideoVisibility = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/videos/:videoId/visibility',
  summary: 'Publish a video that is ready, or take it down everywhere at once',
  tag,
  access: staff('reviewer', 'director'),
  params: videoParams,
  /** Taking down needs a reason: refused with `reason-needed`. */
  body: z.object({
    visibility: z.enum(['public', 'taken_down']),
    reason: z.string().trim().max(300).default(''),
  }),
  response: staffVideo,
});
