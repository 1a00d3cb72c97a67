import type { LectureDetail } from '@wengong/contract/lecture';

type Address = Pick<URL, 'origin' | 'pathname'>;

/**
 * A lecture as schema.org JSON-LD: a VideoObject where there is a recording, else a LearningResource. Safe inside a
 * `<script>`: `<` is written as an escape.
 */
export function lectureData(lecture: LectureDetail, url: Address): string {
  const { recording, playback } = lecture;
  const common = {
    '@context': 'https://schema.org',
    name: lecture.title,
    description: lecture.summary || lecture.title,
    url: url.origin + url.pathname,
    inLanguage: 'zh-CN',
    datePublished: lecture.publishedAt,
    isAccessibleForFree: true,
    position: lecture.number,
    author: lecture.speakers.map((speaker) => ({
      '@type': 'Person',
      name: speaker.name,
      ...(speaker.title ? { jobTitle: speaker.title } : {}),
    })),
    publisher: { '@type': 'Organization', name: lecture.series.palaceName },
    isPartOf: { '@type': 'CreativeWorkSeries', name: lecture.series.title },
  };
  const data =
    recording === null || playback === null
      ? { ...common, '@type': 'LearningResource', learningResourceType: 'lecture' }
      : {
          ...common,
          '@type': 'VideoObject',
          uploadDate: lecture.publishedAt,
          duration: `PT${Math.round(recording.durationMs / 1000)}S`,
          thumbnailUrl: url.origin + recording.poster,
          contentUrl: `${url.origin}/media/recordings/${recording.videoId}.mp4`,
          interactionStatistic: {
            '@type': 'InteractionCounter',
            interactionType: { '@type': 'WatchAction' },
            userInteractionCount: recording.plays,
          },
        };
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
