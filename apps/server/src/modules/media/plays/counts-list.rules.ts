import type { ExternalCountVerdict } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { readDay } from '../../../kernel/sheets/read-day.ts';
import type { VerdictTexts } from '../../../kernel/sheets/roster-file/judged-rows.ts';
import type { ExternalCountRow } from '../media.tables.ts';

/** A row of a list as it was understood. */
export interface CountEntry {
  /** Row of the file, the header being 1. */
  readonly row: number;
  /** As typed: a title, an address or an id. */
  readonly name: string;
  /** Of an address or an id. */
  readonly id: string | null;
  /** Of an address that carries a name instead: of a series of lectures. */
  readonly slug: string | null;
  /** Written #as a topic#: what is meant is no video. */
  readonly isTopic: boolean;
  readonly platform: string;
  readonly kind: ExternalCountRow['kind'] | null;
  readonly count: number | null;
  readonly source: string;
  /** YYYY-MM-DD */
  readonly asOf: string | null;
}

const COLUMNS = {
  name: [
    ...['视频或话题', '视频', '视频标题', '标题', '视频链接', '链接', '话题', '名称'],
    ...['video or topic', 'video', 'title', 'topic', 'name'],
  ],
  platform: ['平台', 'platform'],
  kind: ['类型', '指标', 'kind'],
  count: ['数量', '播放量', '数值', 'count'],
  source: ['来源', '数据来源', '出处', 'source'],
  asOf: ['截至日期', '截至', '日期', '统计日期', 'as of', 'date'],
} as const;
type Column = keyof typeof COLUMNS;

const KINDS: Readonly<Record<string, ExternalCountRow['kind']>> = {
  '': 'plays',
  播放: 'plays',
  播放量: 'plays',
  plays: 'plays',
  话题阅读: 'topic_reads',
  话题阅读量: 'topic_reads',
  阅读量: 'topic_reads',
  'topic reads': 'topic_reads',
  topic_reads: 'topic_reads',
};
const UNITS: Readonly<Record<string, number>> = { '': 1, 万: 10_000, 亿: 100_000_000 };
const MOST = 1_000_000_000_000;

/** Rows of a list, by the names of its columns; empty ones are passed over. Throws `counts-columns`. */
export function countEntries(cells: readonly (readonly string[])[]): CountEntry[] {
  const [header = [], ...lines] = cells;
  const names = header.map((name) => plain(name).replace(/[*(].*$/, ''));
  const at = Object.fromEntries(
    (Object.keys(COLUMNS) as Column[]).map((column) => [
      column,
      names.findIndex((name) => (COLUMNS[column] as readonly string[]).includes(name)),
    ]),
  ) as Record<Column, number>;
  const needed = Object.entries(at).filter(([column]) => column !== 'kind');
  if (needed.some(([, index]) => index < 0)) throw new Problem('counts-columns');
  return lines.flatMap((line, index): CountEntry[] => {
    const cell = (column: Column) => (at[column] < 0 ? '' : (line[at[column]] ?? '').trim());
    if (line.every((each) => each.trim() === '')) return [];
    const typed = cell('name');
    const [, topic] = /^[#＃]([^#＃]+)[#＃]?$/.exec(typed) ?? [];
    const kind = plain(cell('kind'));
    return [
      {
        row: index + 2,
        name: (topic ?? typed).trim().replace(/^《(.*)》$/, '$1'),
        id: /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(typed.toLowerCase())?.[0] ?? null,
        slug: /\/lectures\/([a-z0-9-]{2,40})\/?(?:[?#].*)?$/.exec(typed)?.[1] ?? null,
        isTopic: topic !== undefined,
        platform: cell('platform').slice(0, 40),
        kind: kind === '' && topic !== undefined ? 'topic_reads' : (KINDS[kind] ?? null),
        count: readCount(cell('count')),
        source: cell('source').slice(0, 200),
        asOf: readDay(cell('asOf')),
      },
    ];
  });
}

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** 300000, 300,000, 30万, 2.9亿; null when it is none. */
export function readCount(text: string): number | null {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)(万|亿)?$/.exec(plain(text).replace(/[, ]/g, '')) ?? [];
  if (digits === undefined) return null;
  const count = Math.round(Number(digits) * (UNITS[unit] ?? 1));
  const isWhole = unit !== '' || /^\d+(?:\.0+)?$/.test(digits);
  return isWhole && count <= MOST ? count : null;
}

/** What would become of every row; `meant` gives what a row may mean, `today` is the palace's day. */
export function judgeCounts(
  entries: readonly CountEntry[],
  meant: (entry: CountEntry) => readonly { readonly id: string }[],
  today: string,
): ExternalCountVerdict[] {
  const seen = new Set<string>();
  return entries.map((entry) => {
    const subjects = meant(entry);
    const [subject] = subjects;
    if (subject === undefined) return 'subject-unknown';
    if (subjects.length > 1) return 'subject-ambiguous';
    if (entry.platform === '') return 'platform-missing';
    if (entry.kind === null) return 'kind-unknown';
    if (entry.count === null) return 'count-invalid';
    if (entry.source.length < 2) return 'source-missing';
    if (entry.asOf === null || entry.asOf > today) return 'date-invalid';
    const key = JSON.stringify([subject.id, entry.platform, entry.kind, entry.asOf]);
    if (seen.has(key)) return 'twice-in-file';
    seen.add(key);
    return 'ok';
  });
}

/** What is the matter with a row and what to do about it. */
export const countVerdictTexts: VerdictTexts<ExternalCountVerdict> = {
  ok: { zh: '', en: '' },
  'subject-unknown': {
    zh: '本馆没有这个视频、大赛或讲座系列，请填完整标题或页面链接；话题填大赛或系列的名称',
    en: 'The palace has no such video, contest or series: give its whole title or its address; for a topic, that of its contest or series',
  },
  'subject-ambiguous': {
    zh: '有几项都叫这个标题，请改填页面链接',
    en: 'Several things have this title: give the address of the one you mean',
  },
  'platform-missing': { zh: '没有平台，请补上', en: 'The platform is missing; add it' },
  'kind-unknown': { zh: '类型应为“播放”或“话题阅读”', en: 'The kind is “plays” or “topic reads”' },
  'count-invalid': { zh: '数量不对，应为数字，如 300000 或 30万', en: 'Not a number, e.g. 300000' },
  'source-missing': { zh: '没有写明来源，如“视频号后台”', en: 'Say where the number comes from' },
  'date-invalid': {
    zh: '日期不对，请写成 2026-03-07，不能晚于今天',
    en: 'Not a date up to today; write it as 2026-03-07',
  },
  'twice-in-file': { zh: '与前面的行重复', en: 'The same as in a row above' },
};
