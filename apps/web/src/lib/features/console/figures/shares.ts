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
