import type { ArchiveRow, archiveVerdicts } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { readDay } from '../../../kernel/sheets/read-day.ts';
import { presentVerdict, type VerdictTexts } from '../../../kernel/sheets/roster-file/judged-rows.ts';

type Verdict = (typeof archiveVerdicts)[number];

/** A row of an old list as it was understood. */
export interface ArchiveEntry {
  /** Row of the file, the header being 1. */
  readonly row: number;
  readonly number: number | null;
  /** YYYY-MM-DD */
  readonly heldOn: string | null;
  readonly title: string;
  readonly titleEn: string;
  readonly summary: string;
  readonly speakers: readonly string[];
}

const COLUMNS = {
  number: ['期数', '期次', '讲次', '第几讲', '序号', '编号', 'number', 'no'],
  heldOn: ['日期', '时间', '讲座日期', '举办日期', 'date'],
  title: ['题目', '标题', '主题', '讲座题目', 'title'],
  titleEn: ['英文题目', '英文标题', 'title_en', 'english title'],
  speakers: ['主讲人', '主讲', '讲者', '主讲嘉宾', 'speaker', 'speakers'],
  summary: ['简介', '摘要', '内容', '内容简介', 'summary'],
} as const;
type Column = keyof typeof COLUMNS;

const MOST_SPEAKERS = 8;
const LONGEST_TITLE = 80;
const LONGEST_NAME = 40;
const LAST_NUMBER = 100_000;

/** Rows of an old list, by the names of its columns; empty ones are passed over. Throws `archive-columns`. */
export function archiveEntries(cells: readonly (readonly string[])[]): ArchiveEntry[] {
  const [header = [], ...lines] = cells;
  const names = header.map((name) =>
    name
      .normalize('NFKC')
      .trim()
      .toLowerCase()
      .replace(/[*(].*$/, ''),
  );
  const find = (column: Column) =>
    names.findIndex((name) => (COLUMNS[column] as readonly string[]).includes(name));
  const at = Object.fromEntries(
    (Object.keys(COLUMNS) as Column[]).map((column) => [column, find(column)]),
  ) as Record<Column, number>;
  if (at.number < 0 || at.heldOn < 0 || at.title < 0) throw new Problem('archive-columns');
  return lines.flatMap((line, index): ArchiveEntry[] => {
    const cell = (column: Column) => (at[column] < 0 ? '' : (line[at[column]] ?? '').trim());
    if (line.every((each) => each.trim() === '')) return [];
    return [
      {
        row: index + 2,
        number: readNumber(cell('number')),
        heldOn: readDay(cell('heldOn')),
        title: cell('title'),
        titleEn: cell('titleEn').slice(0, 2 * LONGEST_TITLE),
        summary: cell('summary').slice(0, 2000),
        speakers: readNames(cell('speakers')),
      },
    ];
  });
}

/** 12, 第12讲, 第 12 期; null when it is none. */
function readNumber(text: string): number | null {
  const [, digits] = /^第?\s*(\d{1,6})(?:\.0+)?\s*[讲期次回]?$/.exec(text.normalize('NFKC')) ?? [];
  const number = Number(digits);
  return digits !== undefined && number >= 1 && number <= LAST_NUMBER ? number : null;
}

const readNames = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、,，;；/\n]+/)
      .map((name) => name.trim().slice(0, LONGEST_NAME))
      .filter((name) => name !== ''),
  ),
];

export interface JudgedEntry {
  readonly entry: ArchiveEntry;
  readonly verdict: Verdict;
}

/** What would become of every row; `numbers` are those that the series has. */
export function judgeArchive(entries: readonly ArchiveEntry[], numbers: ReadonlySet<number>): JudgedEntry[] {
  const seen = new Set<number>();
  return entries.map((entry) => {
    const verdict = verdictOf(entry, numbers, seen);
    if (entry.number !== null) seen.add(entry.number);
    return { entry, verdict };
  });
}

function verdictOf(
  { number, heldOn, title, speakers }: ArchiveEntry,
  numbers: ReadonlySet<number>,
  seen: ReadonlySet<number>,
): Verdict {
  if (number === null) return 'number-invalid';
  if (seen.has(number)) return 'number-twice';
  if (numbers.has(number)) return 'number-taken';
  if (heldOn === null) return 'date-invalid';
  if (title === '') return 'title-missing';
  if (title.length > LONGEST_TITLE) return 'title-too-long';
  return speakers.length > MOST_SPEAKERS ? 'too-many-speakers' : 'ok';
}

/** What is the matter with a row and what to do about it. */
const TEXTS: VerdictTexts<Verdict> = {
  ok: { zh: '', en: '' },
  'number-invalid': { zh: '讲次不对，应为数字，如 12 或 第12讲', en: 'Not a number of a lecture, e.g. 12' },
  'number-twice': { zh: '讲次与前面的行重复', en: 'The same number as in a row above' },
  'number-taken': { zh: '这个系列已有这一讲', en: 'The series has a lecture of this number already' },
  'date-invalid': { zh: '日期不对，请写成 2026-03-07', en: 'Not a date; write it as 2026-03-07' },
  'title-missing': { zh: '没有题目，请补上', en: 'The title is missing; add it' },
  'title-too-long': { zh: '题目超过 80 个字，请缩短', en: 'The title is longer than 80 characters' },
  'too-many-speakers': { zh: '主讲人超过 8 位', en: 'More than 8 speakers' },
};

export const presentEntry = ({ entry, verdict }: JudgedEntry): ArchiveRow => ({
  row: entry.row,
  number: entry.number,
  heldOn: entry.heldOn,
  title: entry.title,
  speakers: [...entry.speakers],
  ...presentVerdict(TEXTS, verdict),
});
