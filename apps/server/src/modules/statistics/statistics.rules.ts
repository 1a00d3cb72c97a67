import type { Counts } from '@wengong/contract';
import type { AttendanceCell } from '../booking/index.ts';
import type { SessionFacts } from '../programme/index.ts';

export const noCounts: Counts = {
  visits: 0,
  people: 0,
  walkIns: 0,
  stamps: 0,
  memberVisits: 0,
  publicBenefitVisits: 0,
  sessions: 0,
};

/**
 * Adds up cells of attendance and sessions held. `people` is not the sum of anything: the caller counts different
 * persons apart and gives the number.
 */
export function countUp(
  cells: readonly AttendanceCell[],
  facts: ReadonlyMap<string, SessionFacts>,
  sessionsHeld: number,
  people: number,
): Counts {
  const sum = (value: (cell: AttendanceCell) => number) =>
    cells.reduce((total, cell) => total + value(cell), 0);
  const isPublicBenefit = (cell: AttendanceCell) =>
    cell.session_id === null || (facts.get(cell.session_id)?.publicBenefit ?? true);
  return {
    visits: sum((cell) => cell.visits),
    people,
    walkIns: sum((cell) => cell.walk_ins),
    stamps: sum((cell) => cell.stamps),
    memberVisits: sum((cell) => cell.member_visits),
    publicBenefitVisits: sum((cell) => (isPublicBenefit(cell) ? cell.visits : 0)),
    sessions: sessionsHeld,
  };
}

/** Days that one question may span. */
export const LONGEST_RANGE_DAYS = 366;
