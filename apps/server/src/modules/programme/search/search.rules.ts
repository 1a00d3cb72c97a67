import type { ActivityKind, TimeBand } from '@wengong/contract';
import { type Day, plusDays } from '../../../kernel/zone.ts';
import { pinyinOf, wordsOf } from './search-words.ts';

/** Words for one idea, however it is said: text and query are brought to the same token. */
const IDEAS: readonly (readonly [token: string, said: RegExp])[] = [
  ['周末', /周末|双休日?|星期[六天日]|礼拜[六天日]|周[六日]|\bweekends?\b/gu],
  ['午间', /午间|午休|中午|\blunch(?:\s?(?:time|break))?\b/gu],
  ['下班后', /下班后?|晚上|晚间|夜间|傍晚|\bafter work\b|\bevenings?\b/gu],
  ['节假日', /节假日|假期|假日|放假|\b(?:public )?holidays?\b/gu],
  ['免费', /免费|不要钱|\bfree\b/gu],
];

const BAND_TOKENS: Readonly<Record<TimeBand, string>> = {
  weekend: '周末',
  lunch: '午间',
  evening: '下班后',
  holiday: '节假日',
};

/** What an activity of a kind is also called. */
const KIND_NAMES: Readonly<Record<ActivityKind, string>> = {
  course: '课程 课 培训 培训班 学习 course class',
  performance: '演出 表演 晚会 performance show',
  film: '电影 影片 观影 放映 film movie',
  lecture: '讲座 讲堂 讲课 lecture talk',
  exhibition: '展览 展 看展 exhibition',
  sport: '体育 运动 健身 sport',
  contest: '比赛 大赛 竞赛 contest competition',
  festival: '节 活动 文化节 festival',
  group_day: '主题团日 团日 团建 group day',
  visit: '参观 打卡 visit tour',
  reading: '阅读 读书 reading',
  service: '服务 公益服务 咨询 service',
};

export interface Searchable {
  readonly title: string;
  readonly titleEn: string;
  readonly summary: string;
  readonly summaryEn: string;
  readonly story: string;
  readonly kind: ActivityKind;
  readonly free: boolean;
  readonly organiser: string;
  readonly brand: string;
  readonly palace: string;
  readonly city: string;
  readonly district: string;
}

/** Words under which an activity is found: those that name it, and all others. */
export interface DocumentTokens {
  readonly title: readonly string[];
  readonly rest: readonly string[];
}

/** So many words of the story are searched: it stands in every session's listing. */
const STORY_WORDS = 80;

export function documentTokens(activity: Searchable): DocumentTokens {
  const { title, titleEn, summary, summaryEn, organiser, brand, palace, city, district } = activity;
  const names = [title, titleEn, brand].join('\n');
  const text = [summary, summaryEn, organiser, palace, city, district].join('\n');
  // Places without their suffix: 南通 for 南通市.
  const places = [city, district].map((place) => place.replace(/[市区县]$/u, ''));
  const named = clean([
    ...wordsOf(`${names}\n${KIND_NAMES[activity.kind]}`),
    ...pinyinOf(`${title}\n${brand}`),
    // Single characters of the title.
    ...wordsOf(title.replaceAll(/(\p{Script=Han})/gu, ' $1 ')),
  ]);
  const others = clean([
    ...wordsOf(text),
    ...ideasIn(`${names}\n${text}`.toLowerCase()),
    ...places,
    ...pinyinOf(places.join('\n')),
    ...(activity.free ? ['免费'] : []),
    ...wordsOf(activity.story)
      .filter((word) => word.length > 1)
      .slice(0, STORY_WORDS),
  ]);
  const known = new Set(named);
  return { title: named, rest: others.filter((token) => !known.has(token)) };
}

const clean = (tokens: readonly string[]): string[] => [
  ...new Set(tokens.filter((token) => token !== '').map((token) => token.slice(0, 100))),
];

/** Before a word that names the activity. The index tells these at once, while weights would be looked up row by row. */
const NAMED = '^';

/** The lexemes of a document: those that name it stand in it twice. */
export const lexemesOf = ({ title, rest }: DocumentTokens): string[] => [
  ...new Set([...title, ...title.map((token) => NAMED + token), ...rest]),
];

export const bandTokens = (bands: readonly TimeBand[]): string[] => bands.map((band) => BAND_TOKENS[band]);

const ideasIn = (text: string): string[] =>
  IDEAS.filter(([, said]) => text.search(said) >= 0).map(([token]) => token);

/** Words that say when, counted from today. */
const DAYS: readonly (readonly [offset: number, said: RegExp, evening: boolean])[] = [
  [0, /今晚|\btonight\b/gu, true],
  [1, /明晚/gu, true],
  [0, /今天|今日|\btoday\b/gu, false],
  [1, /明天|明日|\btomorrow\b/gu, false],
  [2, /后天/gu, false],
];

/** Words too common to tell anything. */
const FILLERS = new Set(
  '的 了 和 与 在 有 我 想 去 吗 呢 什么 哪里 附近 the a an of in at on and for to'.split(' '),
);

export interface SearchQuery {
  /** tsquery text; null when the words said nothing but a day. */
  readonly tsquery: string | null;
  /** tsquery text of those among them that are named by one of the words; null when no word could name anything. */
  readonly named: string | null;
  /** What was typed without the words for days, time bands and 免费. */
  readonly rest: string;
  /** Day that the words named. */
  readonly day: Day | null;
}

/**
 * Reads what somebody typed: words that name a time band, a day or 免费 count as such wherever they stand, the rest
 * is segmented; every word must be found. Latin letters also match as the beginning of a word or of pinyin.
 */
export function readSearch(text: string, today: Day): SearchQuery {
  let rest = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\p{Cc}/gu, ' ');
  let day: Day | null = null;
  const ideas: string[] = [];
  for (const [offset, said, evening] of DAYS) {
    if (rest.search(said) < 0) continue;
    day ??= plusDays(today, offset);
    if (evening) ideas.push('下班后');
    rest = rest.replaceAll(said, ' ');
  }
  for (const [token, said] of IDEAS) {
    if (rest.search(said) < 0) continue;
    ideas.push(token);
    rest = rest.replaceAll(said, ' ');
  }
  const words = withoutParts(wordsOf(rest).filter((word) => !FILLERS.has(word)));
  const all = [...new Set([...ideas, ...words])].map((word) => term(word));
  return {
    tsquery: all.length === 0 ? null : all.join(' & '),
    named: namedBy(ideas, words),
    rest,
    day,
  };
}

/** Every word of a text as a query; null when it has none. */
export function plainQuery(text: string): { readonly tsquery: string; readonly words: string[] } | null {
  const words = withoutParts(wordsOf(text).filter((word) => !FILLERS.has(word)));
  return words.length === 0 ? null : { tsquery: words.map((word) => term(word)).join(' & '), words };
}

/**
 * Without Chinese words inside longer ones (广场 of 广场舞): who has the longer one has them as well, and PostgreSQL,
 * which takes words for independent of each other, would expect next to nothing to be found.
 */
const withoutParts = (words: readonly string[]): string[] =>
  words.filter(
    (word) => !/\p{Script=Han}/u.test(word) || !words.some((other) => other !== word && other.includes(word)),
  );

/** Who has a word marked has it plain as well: of a single word only the marked one is asked for. */
function namedBy(ideas: readonly string[], words: readonly string[]): string | null {
  const marked = words.map((word) => term(word, NAMED));
  if (marked.length === 0) return null;
  const others = [...new Set(marked.length === 1 ? ideas : [...ideas, ...words])].map((word) => term(word));
  return [...others, marked.length === 1 ? marked[0] : `(${marked.join(' | ')})`].join(' & ');
}

/** One word as tsquery text; quoted, so that no sign in it is an operator. */
function term(word: string, mark = ''): string {
  const quoted = `'${mark}${word.slice(0, 100).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
  return /^[\p{Script=Latin}\d]{2,}$/u.test(word) ? `${quoted}:*` : quoted;
}
