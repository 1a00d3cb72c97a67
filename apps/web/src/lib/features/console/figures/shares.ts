import type { Counts, Sums } from '@wengong/contract';

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Shares of a period from 0 to 1; null where there is no whole. */
export const shareOf = (sums: Sums) => ({
  publicBenefit: share(sums.publicBenefitVisits, sums.visits),
  members: share(sums.memberVisits, sums.admissions),
  seats: share(sums.seatsBooked, sums.seatsOffered),
  missed: share(sums.seatsMissed, sums.seatsBooked),
});

/** Counts of days of a period, beside those of as many days of the period before. */
export interface Comparison {
  now: Counts;
  before: Counts;
  /** The period is not over: its days up to yesterday are compared. */
  soFar: boolean;
}

/** By how many percent there is more (or, below zero, less) than before; null where there was nothing before. */
export const changeOf = (now: number, before: number): number | null =>
  before === 0 ? null : Math.round((100 * (now - before)) / before);

/** `+5`, `-5`, `0`. */
export const signed = (value: number) => `${value > 0 ? '+' : ''}${value}`;

/** `60%`; a dash where there is no whole. */
export function percentOf(part: number, whole: number): string {
  const value = share(part, whole);
  if (value === null) return '–';
  // A part that is there is never shown as none of it, nor the rest as nothing.
  if (value > 0 && value < 0.01) return '<1%';
  return `${value < 1 ? Math.min(99, Math.round(100 * value)) : Math.round(100 * value)}%`;
}

/** What a part of the figures is sorted by in the column of that key; null where it has none. */
export function countOf(
  row: Pick<Sums, 'visits' | 'sessions'> & Partial<Sums> & { readonly people?: number | null },
  key: string,
): number | null {
  const { publicBenefitVisits = 0, memberVisits = 0, admissions = 0 } = row;
  const { seatsBooked = 0, seatsOffered = 0, seatsMissed = 0 } = row;
  if (key === 'publicBenefit') return share(publicBenefitVisits, row.visits);
  if (key === 'members') return share(memberVisits, admissions);
  if (key === 'booked') return share(seatsBooked, seatsOffered);
  if (key === 'missed') return share(seatsMissed, seatsBooked);
  if (key === 'people') return row.people ?? null;
  return key === 'sessions' ? row.sessions : row.visits;
}
