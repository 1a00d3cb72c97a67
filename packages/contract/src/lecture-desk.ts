import { z } from 'zod';
import { lectureNumber, seriesCard, seriesSlug, speaker, speakerRef } from './lecture.ts';
import { externalCount, externalCountGiven, videoStatus, videoVisibility } from './media.ts';
import { route, staff } from './route.ts';
import { day, id, instant, palaceParams } from './shapes.ts';

/** What a palace's staff keep of their lectures. */
const tag = 'lecture';
const desk = staff('editor', 'reviewer', 'coordinator', 'director');
const editors = staff('editor', 'director');
const reviewers = staff('reviewer', 'director');

/** `draft` → `published` ⇄ `withdrawn`. */
export const lectureStates = ['draft', 'published', 'withdrawn'] as const;
export const lectureState = z.enum(lectureStates);
export type LectureState = z.infer<typeof lectureState>;

// Series

export const seriesContent = z.object({
  slug: seriesSlug,
  title: z.string().trim().min(1).max(60),
  titleEn: z.string().trim().max(120).default(''),
  description: z.string().trim().max(4000).default(''),
  descriptionEn: z.string().trim().max(8000).default(''),
  rhythm: z.string().trim().max(60).default(''),
  rhythmEn: z.string().trim().max(120).default(''),
  sinceYear: z.int().min(1900).max(2200).nullable().default(null),
  coverId: id.nullable().default(null),
  brandId: id.nullable().default(null),
});

export const staffSeries = seriesCard.extend({
  state: lectureState,
  drafts: z.int(),
  /** People who are told of new lectures. */
  subscribers: z.int(),
});
export type StaffSeries = z.infer<typeof staffSeries>;

const seriesParams = palaceParams.extend({ seriesId: id });
const deskPath = '/api/v1/palaces/:palaceId/desk/lecture-series' as const;

export const listStaffSeries = route({
  method: 'GET',
  path: deskPath,
  summary: 'All series of the palace, whatever their state',
  tag,
  access: desk,
  params: palaceParams,
  response: z.object({ items: z.array(staffSeries) }),
});

export const createSeries = route({
  method: 'POST',
  path: deskPath,
  summary: 'Adds a series, as a draft',
  tag,
  access: editors,
  params: palaceParams,
  body: seriesContent,
  status: 201,
  response: staffSeries,
});

export const updateSeries = route({
  method: 'PUT',
  path: `${deskPath}/:seriesId`,
  summary: 'Changes a series',
  tag,
  access: editors,
  params: seriesParams,
  body: seriesContent,
  response: staffSeries,
});

export const setSeriesState = route({
  method: 'PUT',
  path: `${deskPath}/:seriesId/state`,
  summary: 'Publishes a series, or takes it off the portal with all its lectures',
  tag,
  access: reviewers,
  params: seriesParams,
  body: z.object({ state: z.enum(['published', 'withdrawn']) }),
  response: staffSeries,
});

export const addSeriesExternalCount = route({
  method: 'POST',
  path: `${deskPath}/:seriesId/external-counts`,
  summary:
    'Note what another platform counted of a series (reads of its topic, plays of what was posted there), with source and day; shown beside ours, never added to it',
  tag,
  access: editors,
  params: seriesParams,
  body: externalCountGiven,
  status: 201,
  /** The latest number of each platform and kind. */
  response: z.object({ items: z.array(externalCount) }),
});

// Speakers

export const speakerContent = z.object({
  name: z.string().trim().min(1).max(40),
  nameEn: z.string().trim().max(80).default(''),
  title: z.string().trim().max(80).default(''),
  titleEn: z.string().trim().max(160).default(''),
  biography: z.string().trim().max(2000).default(''),
  biographyEn: z.string().trim().max(4000).default(''),
  portraitId: id.nullable().default(null),
});

const speakersPath = '/api/v1/palaces/:palaceId/desk/speakers' as const;

export const listSpeakers = route({
  method: 'GET',
  path: speakersPath,
  summary: 'Everybody who speaks in the palace, by name',
  tag,
  access: desk,
  params: palaceParams,
  response: z.object({ items: z.array(speaker.extend({ lectures: z.int() })) }),
});

export const createSpeaker = route({
  method: 'POST',
  path: speakersPath,
  summary: 'Adds a speaker',
  tag,
  access: editors,
  params: palaceParams,
  body: speakerContent,
  status: 201,
  response: speaker,
});

export const updateSpeaker = route({
  method: 'PUT',
  path: `${speakersPath}/:speakerId`,
  summary: 'Changes what is said of a speaker, in all their lectures',
  tag,
  access: editors,
  params: palaceParams.extend({ speakerId: id }),
  body: speakerContent,
  response: speaker,
});

export const deleteSpeaker = route({
  method: 'DELETE',
  path: `${speakersPath}/:speakerId`,
  summary: 'Removes a speaker who speaks in no lecture',
  tag,
  access: editors,
  params: palaceParams.extend({ speakerId: id }),
  status: 204,
});

// Lectures

export const lectureContent = z.object({
  number: lectureNumber,
  heldOn: day,
  title: z.string().trim().min(1).max(80),
  titleEn: z.string().trim().max(160).default(''),
  summary: z.string().trim().max(2000).default(''),
  summaryEn: z.string().trim().max(4000).default(''),
  /** In the order in which they are named. */
  speakerIds: z.array(id).max(8).default([]),
  /** The recording: a video of the palace. */
  videoId: id.nullable().default(null),
  /** The session that it was held in, and that the recording records. */
  sessionId: id.nullable().default(null),
});

export const staffLecture = z.object({
  id,
  number: z.int(),
  heldOn: day,
  title: z.string(),
  titleEn: z.string(),
  summary: z.string(),
  summaryEn: z.string(),
  speakers: z.array(speakerRef),
  state: lectureState,
  publishedAt: instant.nullable(),
  /** When those who asked to be told of new lectures were told. */
  toldAt: instant.nullable(),
  video: z
    .object({
      id,
      title: z.string(),
      status: videoStatus,
      visibility: videoVisibility,
      durationMs: z.int().nullable(),
    })
    .nullable(),
  session: z.object({ id, title: z.string(), titleEn: z.string(), startsAt: instant }).nullable(),
  /** People counted at the door of the session, and plays of the recording: beside each other, never added up. */
  inRoom: z.int().nullable(),
  plays: z.int().nullable(),
});
export type StaffLecture = z.infer<typeof staffLecture>;

const lectureParams = palaceParams.extend({ lectureId: id });

export const listStaffLectures = route({
  method: 'GET',
  path: `${deskPath}/:seriesId/lectures`,
  summary: 'Lectures of a series in every state, the latest first; by year, at most 400',
  tag,
  access: desk,
  params: seriesParams,
  query: z.object({ year: z.coerce.number().int().min(1900).max(2999).optional() }),
  response: z.object({
    series: staffSeries,
    external: z.array(externalCount),
    years: z.array(z.object({ year: z.int(), lectures: z.int() })),
    items: z.array(staffLecture),
    /** Number that the next lecture would have. */
    nextNumber: z.int(),
  }),
});

/** What a lecture can be attached to. */
export const listLectureSources = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/desk/lecture-sources',
  summary: 'Recordings and past sessions of the palace that no lecture has yet, the latest 100 of each',
  tag,
  access: editors,
  params: palaceParams,
  response: z.object({
    videos: z.array(z.object({ id, title: z.string(), createdAt: instant })),
    sessions: z.array(z.object({ id, title: z.string(), titleEn: z.string(), startsAt: instant })),
  }),
});

export const createLecture = route({
  method: 'POST',
  path: `${deskPath}/:seriesId/lectures`,
  summary: 'Adds a lecture, as a draft',
  tag,
  access: editors,
  params: seriesParams,
  body: lectureContent,
  status: 201,
  response: staffLecture,
});

export const getStaffLecture = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/desk/lectures/:lectureId',
  summary: 'A lecture in any state, with its series',
  tag,
  access: desk,
  params: lectureParams,
  response: staffLecture.extend({ series: staffSeries }),
});

export const updateLecture = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/desk/lectures/:lectureId',
  summary: 'Changes a lecture; gives it its recording and its session',
  tag,
  access: editors,
  params: lectureParams,
  body: lectureContent,
  response: staffLecture,
});

export const deleteLecture = route({
  method: 'DELETE',
  path: '/api/v1/palaces/:palaceId/desk/lectures/:lectureId',
  summary: 'Removes a draft',
  tag,
  access: editors,
  params: lectureParams,
  status: 204,
});

export const setLectureState = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/desk/lectures/:lectureId/state',
  summary: 'Publishes a lecture (who asked is told, once, of one that is new), or takes it off the portal',
  tag,
  access: reviewers,
  params: lectureParams,
  body: z.object({ state: z.enum(['published', 'withdrawn']) }),
  response: staffLecture,
});

export const publishDrafts = route({
  method: 'POST',
  path: `${deskPath}/:seriesId/publish-drafts`,
  summary: 'Publishes all drafts of a series, e.g. an old archive; nobody is told',
  tag,
  access: reviewers,
  params: seriesParams,
  response: z.object({ published: z.int() }),
});

// An old archive

export const ARCHIVE_FILE_BYTES = 700_000;
const file = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'base64')
  .max(Math.ceil(ARCHIVE_FILE_BYTES / 3) * 4)
  .describe('xlsx or CSV, base64; the first row names the columns');

export const archiveVerdicts = [
  'ok',
  'number-invalid',
  'number-twice',
  'number-taken',
  'date-invalid',
  'title-missing',
  'title-too-long',
  'too-many-speakers',
] as const;

const archiveRow = z.object({
  /** Row of the file, the header being 1. */
  row: z.int(),
  number: z.int().nullable(),
  heldOn: day.nullable(),
  title: z.string(),
  speakers: z.array(z.string()),
  verdict: z.enum(archiveVerdicts),
  message: z.string(),
  messageEn: z.string(),
});
export type ArchiveRow = z.infer<typeof archiveRow>;

export const previewArchive = route({
  method: 'POST',
  path: `${deskPath}/:seriesId/archive-preview`,
  summary: 'Says of every row of a list of old lectures whether it can be taken; nothing is kept',
  tag,
  access: editors,
  params: seriesParams,
  body: z.object({ file }),
  transaction: 'none',
  bodyLimit: 1_200_000,
  response: z.object({ rows: z.array(archiveRow), good: z.int(), newSpeakers: z.array(z.string()) }),
});

export const importArchive = route({
  method: 'POST',
  path: `${deskPath}/:seriesId/archive`,
  summary: 'Takes a list of old lectures as drafts: all rows, or none when one of them is wrong',
  tag,
  access: editors,
  params: seriesParams,
  body: z.object({ file }),
  bodyLimit: 1_200_000,
  status: 201,
  response: z.object({ lectures: z.int(), speakers: z.int() }),
});
