import { lecturePodcast } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { publicFor, publicVideos, recordingFilesOf } from '../../media/index.ts';
import { findPalace } from '../../network/index.ts';
import { lecturesOf } from '../lectures/lectures.store.ts';
import { publicSeries } from '../series/find-series.ts';
import { speakersOf } from '../speakers/speakers.store.ts';
import { type Episode, writePodcast } from './podcast.rules.ts';

const EPISODES = 100;
/** How long programs may keep a feed, s. */
const KEPT_S = 300;

export const lecturePodcastAction = handle(
  lecturePodcast,
  async ({ params, reader, deps, origin, setHeader }) => {
    const series = await publicSeries(reader, params);
    const palace = await findPalace(reader, series.palace_id);
    if (palace === undefined) throw new Problem('not-found');
    const rows = await lecturesOf(
      reader,
      { palaceId: series.palace_id, seriesId: series.id },
      { published: true, withVideo: true, limit: EPISODES },
    );
    const ids = rows.flatMap((row) => row.video_id ?? []);
    const [videos, files, speakers] = await Promise.all([
      publicVideos(reader, deps, ids),
      recordingFilesOf(reader, deps, ids),
      speakersOf(reader, rows),
    ]);
    const home = `${origin}/p/${palace.slug}/lectures/${series.slug}`;
    const episodes = rows.flatMap((row): Episode[] => {
      const [video, file] = [videos.get(row.video_id ?? ''), files.get(row.video_id ?? '')];
      if (video === undefined || file === undefined || row.published_at === null) return [];
      const names = (speakers.get(row.id) ?? []).map((speaker) => speaker.name).join('、');
      return [
        {
          id: row.id,
          number: row.number,
          title: row.title,
          author: names || palace.name,
          description: [names, row.summary].filter(Boolean).join('：') || row.title,
          link: `${home}/${row.number}`,
          publishedAt: row.published_at,
          durationMs: video.durationMs,
          enclosure: { url: `${origin}${file.path}`, length: file.length, type: file.type },
        },
      ];
    });
    const builtAt = episodes.reduce(
      (latest, episode) => (episode.publishedAt > latest ? episode.publishedAt : latest),
      series.created_at,
    );
    setHeader('cache-control', publicFor(KEPT_S));
    setHeader('last-modified', builtAt.toUTCString());
    return writePodcast({
      title: series.title,
      description: series.description || series.title,
      author: palace.name,
      link: home,
      self: `${origin}/api/v1/palaces/${palace.id}/lecture-series/${series.slug}/podcast.xml`,
      image: `${origin}/icons/podcast-1400.png`,
      builtAt,
      episodes,
    });
  },
);
