import type { ActivityKind } from '@wengong/contract/programme';

/** Kinds that have a cover composition of their own: every kind of activity, and what is not an activity. */
export const posterKinds = [
  'course',
  'performance',
  'film',
  'lecture',
  'exhibition',
  'sport',
  'contest',
  'festival',
  'group_day',
  'visit',
  'reading',
  'service',
  'outreach',
  'venue',
] as const satisfies readonly (ActivityKind | 'outreach' | 'venue')[];
export type PosterKind = (typeof posterKinds)[number];

export type PosterShape = 'wide' | 'square';

/** Any word for a kind; one without a composition gets the moon gate. */
export function posterKind(kind: string): PosterKind {
  return posterKinds.find((one) => one === kind) ?? 'venue';
}

/** What a course or a game is about: drawn into its cover when the title tells. */
export const posterTopics = {
  brush: /书法|国画|绘画|美术|水彩|calligraph|painting/i,
  dance: /舞|健身操|瑜伽|danc|yoga/i,
  music: /音乐|乐器|钢琴|古筝|吉他|合唱|声乐|歌|鼓|music|choir|guitar|song/i,
  screen: /电脑|直播|短视频|人工智能|编程|手机|网络|营销|online|computer|digital|video/i,
  lens: /摄影|相机|photo/i,
  tea: /茶|烘焙|面点|烹饪|tea|cook|bak/i,
  flower: /插花|花艺|剪纸|手工|编织|刺绣|陶|flower|craft|paper-cut/i,
  taichi: /太极|八段锦|武术|tai chi/i,
  basketball: /篮球|basketball/i,
  shuttle: /羽毛球|badminton/i,
  pingpong: /乒乓|table tennis/i,
  chess: /象棋|围棋|棋|chess/i,
  football: /足球|football|soccer/i,
} as const;
export type PosterTopic = keyof typeof posterTopics;

/** Seed of a cover: short, the same for the same activity, and carrying the title's topic if it has one. */
export function posterSeed(id: string, title = ''): string {
  const topic = Object.entries(posterTopics).find(([, words]) => words.test(title))?.[0];
  const short = id.replaceAll('-', '').slice(-8);
  return topic ? `${short}-${topic}` : short;
}

/**
 * Address of the drawn cover; the same kind and seed always give the same picture, so it is cached for good.
 * `seal: false` leaves out the seal in the corner, for places that crop the picture.
 */
export function posterPath(
  kind: PosterKind,
  seed: string,
  { shape = 'wide', seal = true }: { shape?: PosterShape; seal?: boolean } = {},
): string {
  const options = [shape === 'square' ? 'shape=square' : '', seal ? '' : 'seal=no'].filter(Boolean).join('&');
  return `/poster/${kind}/${encodeURIComponent(seed)}.svg${options && `?${options}`}`;
}

/** Address of the same cover as a PNG, for platforms that show no SVG. */
export const sharedPosterPath = (kind: PosterKind, seed: string): string =>
  `/poster/${kind}/${encodeURIComponent(seed)}.png`;
