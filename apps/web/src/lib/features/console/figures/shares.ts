import type { Sums } from '@wengong/contract';

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Shares of a period from 0 to 1; null where there is no whole. */
export const shareOf = (sums: Sums) => ({
  publicBenefit: share(sums.publicBenefitVisits, sums.visits),
  members: share(sums.memberVisits, sums.admissions),
  seats: share(sums.seatsBooked, sums.seatsOffered),
  missed: share(sums.seatsMissed, sums.seatsBooked),
});

/** `60%`; a dash where there is no whole. */
export function percentOf(part: number, whole: number): string {
  const value = share(part, whole);
  if (value === null) return '–';
  // A part that is there is never shown as none of it, nor the rest as nothing.
  if (value > 0 && value < 0.01) return '<1%';
  return `${value < 1 ? Math.min(99, Math.round(100 * value)) : Math.round(100 * value)}%`;
}
