import { z } from 'zod';
import { aiDeclaration, externalCount, playback } from './media.ts';
import { brandRef, image } from './programme.ts';
import { anyone, route, signedIn } from './route.ts';
import { day, id, instant, page, pageQuery, palaceParams } from './shapes.ts';

/** Lectures in series: who spoke when about what, with the recording and the session it was held in. */
const tag = 'lecture';

export const seriesSlug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$/)
  .describe('In its address: small letters, digits and hyphens');
export const lectureNumber = z.coerce.number().int().min(1).max(100_000).describe('第 N 讲');

export const speakerRef = z.object({ id, name: z.string(), nameEn: z.string() });
export type SpeakerRef = z.infer<typeof speakerRef>;

export const speaker = speakerRef.extend({
  title: z.string(),
  titleEn: z.string(),
  biography: z.string(),
  biographyEn: z.string(),
  portrait: image.nullable(),
});
export type Speaker = z.infer<typeof speaker>;

export const seriesCard = z.object({
  id,
  palaceId: id,
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  slug: z.string(),
  title: z.string(),
  titleEn: z.string(),
  description: z.string(),
  descriptionEn: z.string(),
  /** When it is held, in words: 每周六上午. */
  rhythm: z.string(),
  rhythmEn: z.string(),
  sinceYear: z.int().nullable(),
  cover: image.nullable(),
  brand: brandRef.nullable(),
  /** Published lectures, and those of them that can be watched. */
  lectures: z.int(),
  recordings: z.int(),
  latestOn: day.nullable(),
});
export type SeriesCard = z.infer<typeof seriesCard>;

/** A place in a recording where the searched words are said. */
export const saidAt = z.object({ startMs: z.int(), text: z.string() });
export type SaidAt = z.infer<typeof saidAt>;

export const lectureCard = z.object({
  id,
  number: z.int(),
  heldOn: day,
  title: z.string(),
  titleEn: z.string(),
  summary: z.string(),
  summaryEn: z.string(),
  speakers: z.array(speakerRef),
  /** Null while no recording is public. */
  recording: z
    .object({
      videoId: id,
      durationMs: z.int(),
      poster: z.string(),
      plays: z.int(),
      ai: aiDeclaration,
    })
    .nullable(),
  /** Where the searched words are said in the recording; empty without a search. */
  said: z.array(saidAt),
});
export type LectureCard = z.infer<typeof lectureCard>;

const seriesParams = palaceParams.extend({ series: seriesSlug });

export const listLectureSeries = route({
  method: 'GET',
  path: '/api/v1/lecture-series',
  summary: 'Published series of lectures, the oldest first',
  tag,
  access: anyone,
  query: z.object({ palaceId: id.optional() }),
  response: z.object({ items: z.array(seriesCard) }),
});

export const getLectureSeries = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/lecture-series/:series',
  summary: 'A series with its years and speakers',
  tag,
  access: anyone,
  params: seriesParams,
  response: seriesCard.extend({
    /** Years with published lectures, the latest first. */
    years: z.array(z.object({ year: z.int(), lectures: z.int() })),
    /** Who spoke, most often first; at most 200. */
    speakers: z.array(speaker.extend({ lectures: z.int() })),
    /** What other platforms counted of the series and its topic: never added to ours. */
    external: z.array(externalCount),
  }),
});
export type SeriesDetail = z.infer<(typeof getLectureSeries)['response']>;

export const listLectures = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/lecture-series/:series/lectures',
  summary:
    'Published lectures of a series, the latest first; `q` also looks into what is said in the recordings',
  tag,
  access: anyone,
  params: seriesParams,
  query: pageQuery.extend({
    year: z.coerce.number().int().min(1900).max(2999).optional(),
    speakerId: id.optional(),
    q: z.string().trim().max(60).optional(),
  }),
  response: page(lectureCard),
});

const neighbour = z.object({ number: z.int(), title: z.string(), titleEn: z.string() }).nullable();

export const getLecture = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/lecture-series/:series/lectures/:number',
  summary: 'A lecture: its speakers, addresses to play its recording from, those before and after it',
  tag,
  access: anyone,
  params: seriesParams.extend({ number: lectureNumber }),
  response: lectureCard.omit({ said: true, speakers: true }).extend({
    series: seriesCard,
    speakers: z.array(speaker),
    playback: playback.nullable(),
    /** Of the recording. */
    chapters: z.array(z.object({ startMs: z.int(), title: z.string() })),
    publishedAt: instant,
    session: z.object({ id, activityId: id, startsAt: instant, endsAt: instant }).nullable(),
    /** People counted at the door of the session; null when it was held in none. Never added to the plays. */
    inRoom: z.int().nullable(),
    previous: neighbour,
    next: neighbour,
  }),
});
export type LectureDetail = z.infer<(typeof getLecture)['response']>;

export const getLectureOfVideo = route({
  method: 'GET',
  path: '/api/v1/videos/:videoId/lecture',
  summary: 'The published lecture that a video records, if it records one',
  tag,
  access: anyone,
  params: z.object({ videoId: id }),
  response: z.object({
    lecture: z
      .object({
        palaceSlug: z.string(),
        series: z.string(),
        seriesTitle: z.string(),
        seriesTitleEn: z.string(),
        number: z.int(),
      })
      .nullable(),
  }),
});

export const lecturePodcast = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/lecture-series/:series/podcast.xml',
  summary: 'The recordings of a series as a podcast (RSS 2.0 with iTunes tags), the latest 100',
  tag,
  access: anyone,
  params: seriesParams,
  produces: 'application/rss+xml; charset=utf-8',
});

// A worker's own

const mineParams = z.object({ seriesId: id });

export const subscribeLectures = route({
  method: 'PUT',
  path: '/api/v1/me/lecture-series/:seriesId',
  summary: 'Be told of every new lecture of a series; twice is as good as once',
  tag,
  access: signedIn,
  params: mineParams,
  status: 204,
});

export const unsubscribeLectures = route({
  method: 'DELETE',
  path: '/api/v1/me/lecture-series/:seriesId',
  summary: 'No longer be told of new lectures of a series',
  tag,
  access: signedIn,
  params: mineParams,
  status: 204,
});

export const getMyLectures = route({
  method: 'GET',
  path: '/api/v1/me/lectures',
  summary: 'Series I am told of, and lectures I was in the room for, the latest first',
  tag,
  access: signedIn,
  response: z.object({
    series: z.array(seriesCard),
    /** At most 200. */
    attended: z.array(
      lectureCard.omit({ said: true }).extend({
        palaceSlug: z.string(),
        palaceName: z.string(),
        palaceNameEn: z.string(),
        series: z.string(),
        seriesTitle: z.string(),
        seriesTitleEn: z.string(),
      }),
    ),
  }),
});
