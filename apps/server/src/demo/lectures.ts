import { sql } from 'kysely';
import type { Tx } from '../kernel/db.ts';
import { localDay } from '../kernel/zone.ts';
import { cutCaptions } from '../modules/media/index.ts';
import { lexemesOfText } from '../modules/programme/index.ts';
import { ZONE } from './calendar.ts';
import { ARCHIVE, RECORDED, REMARKS, SPEAKERS } from './lecture-content.ts';
import { insertRows } from './rows.ts';
import { Seed } from './seed.ts';
import type { DemoVideos } from './videos.ts';

/** The first of the weekly lectures. */
const FIRST = Date.UTC(1988, 2, 7);
const WEEK = 7 * 86_400_000;

/** The weekly lecture of Qingdao: 38 years of them, the latest with recordings, captions and remarks. */
export async function writeLectures(tx: Tx, { calendar, palaces, workers }: DemoVideos): Promise<void> {
  const palace = palaces.find((one) => one.content.slug === 'qingdao');
  if (palace === undefined) return;
  const { now } = calendar;
  const id = (label: string) => new Seed(`lecture ${label}`).id(now);
  const key = { palace_id: palace.id };
  const seriesId = await writeSeries(tx, key, palace.staff.editor, now);
  await insertRows(
    tx,
    'lecture_speaker',
    SPEAKERS.map(([name, name_en, title, title_en, biography, biography_en]) => ({
      ...key,
      id: id(name),
      name,
      name_en,
      title,
      title_en,
      biography,
      biography_en,
    })),
  );
  const held = await recordedIn(tx, palace.id, now);
  const lectures = [
    ...RECORDED.flatMap((content, index) => {
      const place = held[index];
      return place === undefined ? [] : [{ content, ...place }];
    }),
    ...ARCHIVE.map((content) => ({ content, day: String(content.held), sessionId: null, videoId: null })),
  ];
  for (const { content, day, sessionId, videoId } of lectures) {
    const number = Math.floor((Date.parse(day) - FIRST) / WEEK) + 1;
    const lectureId = id(content.title);
    await sql`insert into lecture (palace_id, id, series_id, number, held_on, title, title_en, summary, summary_en, video_id,
        session_id, state, published_at, search, created_at)
      values (${palace.id}, ${lectureId}, ${seriesId}, ${number}, ${day}, ${content.title}, ${content.titleEn},
        ${content.summary}, ${content.summaryEn}, ${videoId}, ${sessionId}, 'published', ${now},
        array_to_tsvector(${lexemesOfText(`${content.title}\n${content.titleEn}\n${content.summary}\n${content.summaryEn}`)}::text[]), ${now})`.execute(
      tx,
    );
    await insertRows(
      tx,
      'lecture_speech',
      content.speakers.map((index, position) => ({
        ...key,
        lecture_id: lectureId,
        speaker_id: id(SPEAKERS[index]?.[0] ?? ''),
        position,
      })),
    );
  }
  const subscribers = workers.filter((_, index) => index % 40 === 0);
  await insertRows(
    tx,
    'lecture_subscription',
    subscribers.map(({ id: person_id }) => ({ ...key, series_id: seriesId, person_id, since: now })),
  );
  const talkedAt = held[0]?.videoId;
  if (talkedAt !== undefined) await writeRemarks(tx, { ...key, asset_id: talkedAt }, workers, now);
  await cutAll(tx, palace.id);
}

/** The series, and what others counted of its topic. */
async function writeSeries(
  tx: Tx,
  key: { readonly palace_id: string },
  editor: string,
  now: Date,
): Promise<string> {
  const seriesId = new Seed('lecture series').id(now);
  const { rows: brands } = await sql<{ id: string }>`
    select id from brand where palace_id = ${key.palace_id} and slug = 'weekly'`.execute(tx);
  await insertRows(tx, 'lecture_series', [
    {
      ...key,
      id: seriesId,
      slug: 'weekly',
      title: '每周一讲',
      title_en: 'The weekly lecture',
      description:
        '一九八八年三月开讲，每周一晚上一讲，三十八年没有停过。法律、历史、健康、手艺，四周一轮；讲完二十分钟问答。\n\n全程录像当天发布，带字幕，可以搜索讲座里说过的每一句话。',
      description_en:
        'Every Monday evening since March 1988: law, history, health and craft in turn, then twenty minutes of questions. The full recording is out the same day, with captions that can be searched.',
      rhythm: '每周一晚 18:30',
      rhythm_en: 'Mondays at 18:30',
      since_year: 1988,
      brand_id: brands[0]?.id ?? null,
      state: 'published',
      created_at: now,
    },
  ]);
  await insertRows(tx, 'lecture_series_external_count', [
    {
      ...key,
      id: new Seed('lecture external count').id(now),
      series_id: seriesId,
      platform: '微博',
      kind: 'topic_reads',
      count: 1_200_000,
      source: '话题“每周一讲”的页面',
      as_of: now,
      entered_by: editor,
      entered_at: now,
    },
  ]);
  return seriesId;
}

async function writeRemarks(
  tx: Tx,
  key: { readonly palace_id: string; readonly asset_id: string },
  workers: DemoVideos['workers'],
  now: Date,
): Promise<void> {
  await insertRows(
    tx,
    'media_danmaku',
    REMARKS.map(([second, text], index) => ({
      ...key,
      id: new Seed(`remark ${text}`).id(now),
      person_id: workers[index * 11 + 2]?.id ?? workers[0]?.id ?? null,
      at_ms: second * 1000 + 300,
      text,
      state: 'shown',
      reason: '',
      created_at: now,
    })),
  );
}

/** The latest evenings in the hall with the recordings of them, the latest first. */
async function recordedIn(tx: Tx, palaceId: string, now: Date) {
  const { rows: sessions } = await sql<{ id: string; starts_at: Date }>`
    select s.id, s.starts_at from session s
      join activity a on a.palace_id = s.palace_id and a.id = s.activity_id
    where s.palace_id = ${palaceId} and a.title = '每周一讲·现场' and s.ends_at < ${now} and s.status <> 'cancelled'
    order by s.starts_at desc limit ${RECORDED.length}`.execute(tx);
  const { rows: videos } = await sql<{ id: string }>`
    select id from media_asset where palace_id = ${palaceId} and purpose = 'lecture'
    order by published_at desc limit ${RECORDED.length}`.execute(tx);
  return sessions.flatMap((session, index) => {
    const video = videos[index];
    return video === undefined
      ? []
      : [{ day: localDay(session.starts_at, ZONE), sessionId: session.id, videoId: video.id }];
  });
}

/** The captions of the recordings can be searched at once. */
async function cutAll(tx: Tx, palaceId: string): Promise<void> {
  const { rows } = await sql<Parameters<typeof cutCaptions>[1]>`
    select * from media_caption where palace_id = ${palaceId}`.execute(tx);
  for (const row of rows) await cutCaptions(tx, row);
}
