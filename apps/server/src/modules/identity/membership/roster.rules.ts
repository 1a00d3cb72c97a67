import { type Locale, type WorkerCategory, workerCategories } from '@wengong/contract';
import { CsvError, parse } from 'csv-parse/sync';
import { Problem } from '../../../kernel/errors.ts';
import { normalisePhone } from '../phone.rules.ts';

export interface RosterRow {
  /** Row of the file, the header being 1. */
  readonly row: number;
  /** Normalised. */
  readonly phone: string;
  readonly card: string | null;
  /** YYYY-MM-DD */
  readonly validUntil: string;
  readonly categories: readonly WorkerCategory[];
}

export interface RosterFault {
  readonly row: number;
  readonly reason: Readonly<Record<Locale, string>>;
}

export const ROSTER_ROWS = 20_000;

const COLUMNS = {
  phone: ['手机号', '手机', '手机号码', '电话', 'phone'],
  validUntil: ['有效期至', '有效期', 'valid_until'],
  card: ['会员卡号', '卡号', 'card'],
  category: ['类别', '职工类别', 'category'],
} as const;

const CATEGORY_WORDS: Readonly<Record<string, WorkerCategory>> = {
  环卫工人: 'sanitation',
  环卫: 'sanitation',
  农民工: 'migrant',
  进城务工人员: 'migrant',
  快递员: 'courier',
  外卖员: 'courier',
  外卖配送员: 'courier',
  货车司机: 'driver',
  网约车司机: 'driver',
  司机: 'driver',
  家政服务员: 'domestic',
  家政: 'domestic',
  劳模: 'model_worker',
  劳动模范: 'model_worker',
  残疾职工: 'disabled',
  残疾人: 'disabled',
  退休职工: 'retired',
  退休: 'retired',
  ...Object.fromEntries(workerCategories.map((category) => [category, category])),
};

/**
 * Reads a roster. Every row is either among `rows` or named in `faults`. Throws `roster-unreadable` when the file
 * is no such table at all.
 */
export function readRoster(csv: string): { rows: RosterRow[]; faults: RosterFault[] } {
  const [header = [], ...lines] = cellsOf(csv);
  const at = columnsOf(header);
  const rows: RosterRow[] = [];
  const faults: RosterFault[] = [];
  const seen = new Map<string, number>();
  for (const [index, cells] of lines.entries()) {
    const number = index + 2;
    if (cells.every((cell) => cell === '')) continue;
    const read = readRow(number, (column) => (at[column] < 0 ? '' : (cells[at[column]] ?? '')));
    if ('reason' in read) {
      faults.push(read);
      continue;
    }
    const earlier = seen.get(read.phone);
    if (earlier !== undefined)
      faults.push(fault(number, `与第 ${earlier} 行手机号重复`, `same phone as row ${earlier}`));
    else {
      seen.set(read.phone, number);
      rows.push(read);
    }
  }
  return { rows, faults };
}

function cellsOf(csv: string): string[][] {
  try {
    const cells = parse(csv, { bom: true, trim: true, relax_column_count: true, to: ROSTER_ROWS + 2 });
    if (cells.length < 2) throw unreadable('没有数据行 / no rows');
    if (cells.length > ROSTER_ROWS + 1)
      throw unreadable(`超过 ${ROSTER_ROWS} 行 / more than ${ROSTER_ROWS} rows`);
    return cells;
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(error.message);
    throw error;
  }
}

const unreadable = (details: string) => new Problem('roster-unreadable', { details });

type Column = keyof typeof COLUMNS;

/** Where each column is; -1 for an optional one that is absent. */
function columnsOf(header: readonly string[]): Record<Column, number> {
  const names = header.map((name) => name.toLowerCase());
  const find = (column: Column) =>
    names.findIndex((name) => (COLUMNS[column] as readonly string[]).includes(name));
  const at = {
    phone: find('phone'),
    validUntil: find('validUntil'),
    card: find('card'),
    category: find('category'),
  };
  if (at.phone < 0) throw unreadable('缺少“手机号”列 / column phone is missing');
  if (at.validUntil < 0) throw unreadable('缺少“有效期至”列 / column valid_until is missing');
  return at;
}

function readRow(row: number, cell: (column: Column) => string): RosterRow | RosterFault {
  const phone = normalisePhone(cell('phone'));
  if (phone === null) return fault(row, '手机号不正确', 'the phone number is not valid');
  const validUntil = readDay(cell('validUntil'));
  if (validUntil === null)
    return fault(row, '有效期至应为 2027-12-31 这样的日期', 'valid_until must be a day like 2027-12-31');
  const card = cell('card');
  if (card.length > 40) return fault(row, '会员卡号过长', 'the card number is too long');
  const words = cell('category')
    .split(/[;；、]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const unknown = words.find((word) => CATEGORY_WORDS[word] === undefined);
  if (unknown !== undefined) return fault(row, `不认识的类别“${unknown}”`, `unknown category "${unknown}"`);
  const categories = new Set(words.flatMap((word) => CATEGORY_WORDS[word] ?? []));
  return { row, phone, card: card === '' ? null : card, validUntil, categories: [...categories] };
}

/** A real calendar day as YYYY-MM-DD, from `2027-12-31`, `2027/12/31` or `2027.1.5`; null otherwise. */
export function readDay(text: string): string | null {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (match === null) return null;
  const [, year = '', month = '', date = ''] = match;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const parsed = new Date(`${day}T00:00:00Z`);
  const isReal = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
  return isReal && year >= '2000' ? day : null;
}

const fault = (row: number, zh: string, en: string): RosterFault => ({ row, reason: { zh, en } });
