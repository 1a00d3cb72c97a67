import { SMALLEST_CELL } from '@wengong/contract';

/** Visits and different persons of one value of a dimension. */
export interface GroupCell {
  readonly value: string;
  readonly visits: number;
  readonly people: number;
}

/** What does not belong to any value, or to one too small to be shown. */
export const OTHER = 'other';

/** Persons and their visits, before they are counted. */
export interface Served {
  readonly personId: string;
  readonly value: string;
  readonly visits: number;
}

/**
 * Counts who was served by value. Values with fewer than ten persons become `other`; while `other` itself has fewer,
 * the next smallest value joins it, so that it cannot be found out by taking the rest from the whole. With fewer than
 * ten persons in all, nothing is told.
 */
export function countGroups(served: readonly Served[]): GroupCell[] {
  const byValue = [...Map.groupBy(served, (each) => each.value)]
    .filter(([value]) => value !== OTHER)
    .map(([value, members]) => ({ value, members, people: differentIn(members) }))
    .sort((a, b) => b.people - a.people || (a.value < b.value ? -1 : 1));
  const told = byValue.filter((cell) => cell.people >= SMALLEST_CELL);
  const small = byValue.slice(told.length).flatMap((cell) => cell.members);
  const other = [...served.filter((each) => each.value === OTHER), ...small];
  while (other.length > 0 && differentIn(other) < SMALLEST_CELL && told.length > 0) {
    other.push(...(told.pop()?.members ?? []));
  }
  const cells = told.map(({ value, members }) => cellOf(value, members));
  return differentIn(other) < SMALLEST_CELL ? cells : [...cells, cellOf(OTHER, other)];
}

const cellOf = (value: string, members: readonly Served[]): GroupCell => ({
  value,
  visits: members.reduce((sum, member) => sum + member.visits, 0),
  people: differentIn(members),
});

const differentIn = (members: readonly Served[]): number =>
  new Set(members.map((member) => member.personId)).size;

/** Adds up the cells of several months and palaces by value, `other` last. */
export function addCells(cells: readonly GroupCell[]): GroupCell[] {
  return [...Map.groupBy(cells, (cell) => cell.value)]
    .map(([value, some]) => ({
      value,
      visits: some.reduce((sum, cell) => sum + cell.visits, 0),
      people: some.reduce((sum, cell) => sum + cell.people, 0),
    }))
    .sort(
      (a, b) =>
        Number(a.value === OTHER) - Number(b.value === OTHER) ||
        b.visits - a.visits ||
        (a.value < b.value ? -1 : 1),
    );
}
