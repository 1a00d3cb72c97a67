import type { RosterVerdict } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import type { Cells } from '../../../kernel/sheets/roster-file/cells.ts';
import { findColumns } from '../../../kernel/sheets/roster-file/find-columns.ts';
import type { VerdictTexts } from '../../../kernel/sheets/roster-file/judged-rows.ts';
import { normalisePhone } from '../../identity/index.ts';

/** A row as it stands in the file. */
export interface RosterEntry {
  /** Row of the file, the first being 1. */
  readonly row: number;
  readonly name: string;
  /** As typed. */
  readonly typed: string;
  /** Normalised; null when it is no mobile number. */
  readonly phone: string | null;
  readonly staffNumber: string | null;
}

const COLUMNS = {
  name: ['姓名', '名字', '职工姓名', 'name'],
  phone: ['手机号', '手机', '手机号码', '电话', '联系电话', '联系方式', 'phone', 'mobile'],
  staffNumber: ['工号', '员工号', '员工编号', '职工编号', 'staff_number', 'staff number', 'number'],
} as const;

/**
 * Rows of a roster, by the names of its columns, which may stand below a title; empty ones are passed over. Throws
 * `roster-file-columns`.
 */
export function entriesOf(cells: Cells): RosterEntry[] {
  const found = findColumns(cells, COLUMNS, ['name', 'phone']);
  if (found === null) throw new Problem('roster-file-columns');
  const { header, at } = found;
  return cells.slice(header + 1).flatMap((line, index) => {
    const cell = (column: number) => (column < 0 ? '' : (line[column] ?? '').trim());
    const [name, typed, number] = [cell(at.name), cell(at.phone), cell(at.staffNumber)];
    if (name === '' && typed === '' && number === '') return [];
    return [
      {
        row: header + index + 2,
        name: name.slice(0, 40),
        typed,
        phone: normalisePhone(typed),
        staffNumber: number === '' ? null : number.slice(0, 40),
      },
    ];
  });
}

/** What is known about whoever holds a number. */
export interface RosterFacts {
  /** Nobody has an account with the number. */
  readonly unknown: boolean;
  /** A seat of the session is kept for the number already. */
  readonly invited: boolean;
  readonly booked: boolean;
  /** Somewhere else at the time. */
  readonly engaged: boolean;
  /** Has as many bookings ahead as the palace allows. */
  readonly full: boolean;
  /** Meets what the allotment and the activity ask for. */
  readonly eligible: boolean;
}

/**
 * What would become of every row, in the order of the file: seats go to the first rows that can have them. `factsOf`
 * is asked about numbers only. Returns the verdicts in the order of the entries.
 */
export function judge(
  entries: readonly RosterEntry[],
  factsOf: (phone: string) => RosterFacts,
  free: number,
): RosterVerdict[] {
  const seen = new Set<string>();
  let left = free;
  return entries.map((entry) => {
    const { name, phone } = entry;
    if (name === '') return 'name-missing';
    if (phone === null) return 'phone-invalid';
    if (seen.has(phone)) return 'twice-in-file';
    seen.add(phone);
    const facts = factsOf(phone);
    const obstacle = obstacleOf(facts);
    if (obstacle !== null) return obstacle;
    if (left <= 0) return 'no-seat-left';
    left -= 1;
    return facts.unknown ? 'invite' : 'ok';
  });
}

function obstacleOf(facts: RosterFacts): RosterVerdict | null {
  if (facts.invited) return 'already-invited';
  if (facts.booked) return 'already-booked';
  if (!facts.eligible) return 'not-eligible';
  if (facts.engaged) return 'overlapping-booking';
  return facts.full ? 'too-many-bookings' : null;
}

/** What is the matter with a row and what to do about it. */
export const verdictTexts: VerdictTexts<RosterVerdict> = {
  ok: { zh: '', en: '' },
  invite: {
    zh: '还没有账号：先保留名额，本人用该手机号登录后生效',
    en: 'No account yet: a seat is kept and becomes theirs when they sign in with this number',
  },
  'name-missing': { zh: '没有姓名，请补上', en: 'The name is missing; add it' },
  'phone-invalid': { zh: '手机号不对，应为 11 位手机号', en: 'Not a mobile number of 11 digits' },
  'twice-in-file': { zh: '手机号与前面的行重复', en: 'The same number as in a row above' },
  'already-booked': { zh: '本人已经预约本场', en: 'Has booked this session already' },
  'already-invited': { zh: '已经为该手机号保留名额', en: 'A seat is kept for this number already' },
  'overlapping-booking': { zh: '本人同一时间另有预约', en: 'Has another booking at the same time' },
  'too-many-bookings': { zh: '本人在该文宫的预约已达上限', en: 'Has as many bookings there as allowed' },
  'not-eligible': {
    zh: '不属于这份名额面向的职工群体，请先登记类别',
    en: 'Not of the group these seats are for; register the category first',
  },
  'no-seat-left': { zh: '名额已用完', en: 'No seat is left' },
};
