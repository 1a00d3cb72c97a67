/** What the demonstration's videos are called. The pictures themselves are two drawn films, the same for all. */
export interface VideoContent {
  readonly slug: string;
  readonly purpose: 'lecture' | 'clip';
  readonly title: string;
  readonly titleEn: string;
  readonly description: string;
  readonly descriptionEn: string;
  readonly ai: 'none' | 'assisted' | 'generated';
  readonly daysAgo: number;
  readonly plays: number;
}

const lecture = (
  slug: string,
  daysAgo: number,
  plays: number,
  zh: readonly [string, string],
  en: readonly [string, string],
): VideoContent => ({
  slug,
  purpose: 'lecture',
  title: zh[0],
  description: zh[1],
  titleEn: en[0],
  descriptionEn: en[1],
  ai: 'none',
  daysAgo,
  plays,
});
const clip = (
  slug: string,
  daysAgo: number,
  plays: number,
  zh: string,
  en: string,
  ai: VideoContent['ai'] = 'none',
): VideoContent => ({
  slug,
  purpose: 'clip',
  title: zh,
  titleEn: en,
  description: '职工自己拍摄，参加网络才艺展示。',
  descriptionEn: 'Filmed by workers themselves for the online talent show.',
  ai,
  daysAgo,
  plays,
});

export const VIDEOS: readonly VideoContent[] = [
  lecture(
    'qingdao',
    3,
    5120,
    ['每周一讲：老钳工谈手上功夫', '主讲人从事钳工四十年，讲锉削、研磨和看图的诀窍。'],
    [
      'Weekly lecture: a fitter on the skill of hands',
      'Forty years at the vice: filing, lapping and reading drawings.',
    ],
  ),
  lecture(
    'qingdao',
    10,
    8840,
    ['每周一讲：从一封家书看百年工运', '从一封家书讲起，看工人运动的百年历程。'],
    ['Weekly lecture: a hundred years in one letter', 'The labour movement, told from one letter home.'],
  ),
  lecture(
    'qingdao',
    17,
    7315,
    ['每周一讲：职工心理减压十法', '倒班、久坐、情绪紧张怎么办，十个随时能做的小方法。'],
    [
      'Weekly lecture: ten ways to relieve stress',
      'For shifts, long sitting and tension: ten things to do anywhere.',
    ],
  ),
  lecture(
    'harbin',
    6,
    2190,
    ['公益讲堂：冬季户外作业安全', '讲给环卫、建筑和外卖骑手听的防寒防滑课。'],
    [
      'Public lecture: working outdoors in winter',
      'Cold and ice, for sanitation, building and delivery workers.',
    ],
  ),
  clip('chengdu', 2, 12_380, '车间里的二胡', 'An erhu in the workshop'),
  clip('chengdu', 4, 9034, '快递小哥的变脸', 'A courier changes faces'),
  clip('chengdu', 5, 3077, '一家三代唱蓉城', 'Three generations sing of the city', 'assisted'),
  clip('nantong', 8, 1460, '濠滨夏夜：纺织女工的舞', 'Summer nights: a dance by textile workers'),
];

export const CAPTIONS = `WEBVTT

00:00:01.000 --> 00:00:05.000
各位工友，大家好，欢迎来到每周一讲。

00:00:05.500 --> 00:00:10.000
锉削的要领是：站稳、端平、匀速。

00:00:10.500 --> 00:00:15.500
手上有准，心里才有底。
`;

export const CHAPTERS = [
  { startMs: 0, title: '开场' },
  { startMs: 5000, title: '锉削的要领' },
  { startMs: 10_000, title: '答职工问' },
];
