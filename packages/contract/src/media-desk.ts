import { z } from 'zod';
import { ROSTER_FILE_ROWS, rosterFile } from './booking-group.ts';
import { chapter, externalCount, externalCountGiven, staffVideo, videoTitle } from './media.ts';
import { anyone, route, staff } from './route.ts';
import { id, instant, palaceParams } from './shapes.ts';

/** What a palace's editors add to a video, and what is counted of it. */
const tag = 'media';
const editors = staff('editor', 'director');
const videoParams = palaceParams.extend({ videoId: id });

export const captionLang = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/, 'e.g. zh, en, zh-Hans');

export const updatePalaceVideo = route({
  method: 'PATCH',
  path: '/api/v1/palaces/:palaceId/videos/:videoId',
  summary: 'Change what is said of a video; its chapters are given all together, in order',
  tag,
  access: editors,
  params: videoParams,
  body: z
    .object({
      title: videoTitle,
      titleEn: z.string().trim().max(120),
      description: z.string().trim().max(2000),
      descriptionEn: z.string().trim().max(2000),
      chapters: z
        .array(chapter)
        .max(100)
        .refine(
          (all) => all.every((one, index) => index === 0 || one.startMs > (all[index - 1]?.startMs ?? 0)),
          {
            message: 'in the order of their beginnings',
          },
        ),
    })
    .partial(),
  response: staffVideo,
});

/** `waiting`: it has listed words and a reviewer looks first. Others than staff see what is `shown`. */
export const captionStates = ['shown', 'waiting', 'taken_down'] as const;
export type CaptionState = (typeof captionStates)[number];

export const caption = z.object({
  lang: captionLang,
  label: z.string(),
  cues: z.int(),
  updatedAt: instant,
  state: z.enum(captionStates),
  /** Why it was taken down; else empty. */
  reason: z.string(),
});
export type Caption = z.infer<typeof caption>;

export const listCaptions = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/videos/:videoId/captions',
  summary: 'Captions of a video, by language, with their text',
  tag,
  access: editors,
  params: videoParams,
  response: z.object({ items: z.array(caption.extend({ text: z.string() })) }),
});

export const putCaption = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/videos/:videoId/captions/:lang',
  summary:
    'Set the captions of a language from WebVTT or SRT; what cannot be read is refused with the line, what has listed words waits for a reviewer',
  tag,
  access: editors,
  params: videoParams.extend({ lang: captionLang }),
  body: z.object({ label: z.string().trim().min(1).max(40), text: z.string().min(1).max(600_000) }),
  /** `found`: words of the lists that are in it. */
  response: caption.extend({ found: z.array(z.string()) }),
});

export const deleteCaption = route({
  method: 'DELETE',
  path: '/api/v1/palaces/:palaceId/videos/:videoId/captions/:lang',
  summary: 'Remove the captions of a language',
  tag,
  access: editors,
  params: videoParams.extend({ lang: captionLang }),
  status: 204,
});

export const getCaption = route({
  method: 'GET',
  path: '/api/v1/videos/:videoId/captions/:lang',
  summary: 'Captions of a public video, WebVTT',
  tag,
  access: anyone,
  params: z.object({ videoId: id, lang: captionLang }),
  produces: 'text/vtt; charset=utf-8',
});

export const addExternalCount = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/videos/:videoId/external-counts',
  summary:
    'Note a number of another platform, with its source and time; shown beside ours, never added to it',
  tag,
  access: editors,
  params: videoParams,
  body: externalCountGiven,
  status: 201,
  response: externalCount,
});

/** What a number of another platform may be of; a contest and a series have topics there. */
export const countSubjects = ['video', 'contest', 'lecture-series'] as const;
export type CountSubject = (typeof countSubjects)[number];

export const externalCountVerdicts = [
  'ok',
  'subject-unknown',
  'subject-ambiguous',
  'platform-missing',
  'kind-unknown',
  'count-invalid',
  'source-missing',
  'date-invalid',
  'twice-in-file',
] as const;
export type ExternalCountVerdict = (typeof externalCountVerdicts)[number];

export const externalCountRow = z.object({
  /** Row of the file, the header being 1. */
  row: z.int(),
  /** Title of what is meant; as typed where nothing or several are. */
  subject: z.string(),
  of: z.enum(countSubjects).nullable(),
  platform: z.string(),
  kind: z.enum(['plays', 'topic_reads']).nullable(),
  count: z.int().nullable(),
  source: z.string(),
  /** YYYY-MM-DD */
  asOf: z.string().nullable(),
  verdict: z.enum(externalCountVerdicts),
  message: z.string(),
  messageEn: z.string(),
});

export const previewExternalCounts = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/external-counts-preview',
  summary:
    'Read a list of numbers of other platforms about videos and about the topics of contests and series (columns 视频或话题/平台/数量/来源/截至日期 by header) and say of every row whether it can be taken; nothing is kept',
  tag,
  access: editors,
  transaction: 'none',
  perMinute: 20,
  params: palaceParams,
  body: z.object({ file: rosterFile }),
  response: z.object({
    /** Ties the taking to this file. */
    hash: z.string(),
    rows: z.array(externalCountRow),
    good: z.int(),
  }),
});

export const importExternalCounts = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/external-counts',
  summary: 'Take the good rows of a previewed list: all of them or, when anything has changed, none',
  tag,
  access: editors,
  perMinute: 20,
  params: palaceParams,
  body: z.object({
    file: rosterFile,
    /** Of the preview. */
    hash: z.string().max(64),
    /** Good rows of the preview. */
    rows: z.array(z.int().min(2)).min(1).max(ROSTER_FILE_ROWS),
  }),
  status: 201,
  response: z.object({ taken: z.int() }),
});

// Plays

export const startPlay = route({
  method: 'POST',
  path: '/api/v1/videos/:videoId/play',
  summary:
    'Begin to play: gives a token with which the play is reported once enough was watched. Visitors are told apart by account or by a signed cookie, never by address',
  tag,
  access: anyone,
  transaction: 'none',
  perMinute: 600,
  params: z.object({ videoId: id }),
  response: z.object({
    token: z.string(),
    /** Different parts watched that make a play, ms. */
    countsAfterMs: z.int(),
  }),
});

/** Reported to `POST /api/v1/plays`, which answers 202 at once: parts that were watched, ms, each once. */
export const playReport = z.object({
  token: z.string().max(200),
  watched: z.array(z.tuple([z.int().min(0), z.int().min(0)])).max(200),
});
export type PlayReport = z.infer<typeof playReport>;
