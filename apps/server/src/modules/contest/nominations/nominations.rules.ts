import type { ContestDefinition, NominationVerdict } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import type { Cells } from '../../../kernel/sheets/roster-file/cells.ts';
import { findColumns } from '../../../kernel/sheets/roster-file/find-columns.ts';
import type { VerdictTexts } from '../../../kernel/sheets/roster-file/judged-rows.ts';
import { normalisePhone } from '../../identity/index.ts';

/** A row as it stands in the file. */
export interface NominatedRow {
  /** Row of the file, the first being 1. */
  readonly row: number;
  readonly name: string;
  /** As typed. */
  readonly typed: string;
  /** Normalised; null when it is no mobile number. */
  readonly phone: string | null;
  /** As typed. */
  readonly category: string;
  readonly title: string;
}

const COLUMNS = {
  name: ['姓名', '名字', '选手姓名', '参赛人', 'name'],
  phone: ['手机号', '手机', '手机号码', '电话', '联系电话', '联系方式', 'phone', 'mobile'],
  category: ['组别', '类别', '参赛组别', 'category'],
  title: ['作品名称', '作品', '作品名', '节目名称', '节目', 'title', 'entry'],
} as const;

/**
 * Rows of a roster, by the names of its columns, which may stand below a title; empty ones are passed over. Throws
 * `nomination-columns`.
 */
export function nominatedRows(cells: Cells): NominatedRow[] {
  const found = findColumns(cells, COLUMNS, ['name', 'phone', 'category', 'title']);
  if (found === null) throw new Problem('nomination-columns');
  const { header, at } = found;
  return cells.slice(header + 1).flatMap((line, index) => {
    const cell = (column: number) => (line[column] ?? '').trim();
    const [name, typed, category, title] = [
      cell(at.name),
      cell(at.phone),
      cell(at.category),
      cell(at.title).replace(/^《(.*)》$/, '$1'),
    ];
    if (name === '' && typed === '' && category === '' && title === '') return [];
    return [
      {
        row: header + index + 2,
        name: name.slice(0, 40),
        typed,
        phone: normalisePhone(typed),
        category,
        title,
      },
    ];
  });
}

/** The category that a row means, by its name in either language or its key. */
export function categoryOf(definition: ContestDefinition, typed: string): string | null {
  const sought = typed.normalize('NFKC').trim().toLowerCase();
  const found = definition.categories.find((each) =>
    [each.key, each.name, each.nameEn].some((name) => name.normalize('NFKC').toLowerCase() === sought),
  );
  return sought === '' ? null : (found?.key ?? null);
}

/** What is known about whoever holds a number. */
export interface NomineeFacts {
  /** Nobody has an account with the number. */
  readonly unknown: boolean;
  /** Categories for which the union has nominated the number already. */
  readonly nominated: readonly string[];
  /** Entries and open nominations that the person may still have. */
  readonly left: number;
}

/** What would become of every row, in the order of the file. `factsOf` is asked about numbers only. */
export function judgeNominations(
  definition: ContestDefinition,
  rows: readonly NominatedRow[],
  factsOf: (phone: string) => NomineeFacts,
): NominationVerdict[] {
  const seen = new Map<string, string[]>();
  return rows.map((row) => {
    if (row.name === '') return 'name-missing';
    if (row.phone === null) return 'phone-invalid';
    const category = categoryOf(definition, row.category);
    if (category === null) return 'category-unknown';
    if (row.title === '') return 'title-missing';
    if (Array.from(row.title).length > 40) return 'title-too-long';
    const before = seen.get(row.phone) ?? [];
    if (before.includes(category)) return 'twice-in-file';
    const facts = factsOf(row.phone);
    if (facts.nominated.includes(category)) return 'already-nominated';
    if (facts.left <= before.length) return 'limit-reached';
    seen.set(row.phone, [...before, category]);
    return facts.unknown ? 'invite' : 'ok';
  });
}

/** What is the matter with a row and what to do about it. */
export const verdictTexts: VerdictTexts<NominationVerdict> = {
  ok: { zh: '', en: '' },
  invite: {
    zh: '还没有账号：本人用该手机号登录后会看到推荐',
    en: 'No account yet: the nomination is shown once they sign in with this number',
  },
  'name-missing': { zh: '没有姓名，请补上', en: 'The name is missing; add it' },
  'phone-invalid': { zh: '手机号不对，应为 11 位手机号', en: 'Not a mobile number of 11 digits' },
  'title-missing': { zh: '没有作品名称，请补上', en: 'The title of the entry is missing; add it' },
  'title-too-long': { zh: '作品名称超过 40 个字', en: 'The title has more than 40 characters' },
  'category-unknown': {
    zh: '赛事没有这个组别，请照赛事页面填写',
    en: 'No such category: write it as the contest does',
  },
  'twice-in-file': {
    zh: '同一人同一组别在前面的行已有',
    en: 'The same person and category as in a row above',
  },
  'already-nominated': {
    zh: '本工会已推荐此人参加该组别',
    en: 'Your union has nominated them for this category',
  },
  'limit-reached': { zh: '此人的参赛作品已达上限', en: 'They have as many entries as are allowed' },
};
