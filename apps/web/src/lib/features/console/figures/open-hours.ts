/** Hours of the day in which a palace is usually open. */
const [FIRST, LAST] = [8, 21];

/**
 * The hours that a chart shows, without a gap: the usual ones, and on from there to the earliest and the latest visit.
 * Hours of the night in which nobody ever comes would only squeeze the rest.
 */
export function openHours<Hour extends { readonly hour: number; readonly visits: number }>(
  hours: readonly Hour[],
): Hour[] {
  const visited = hours.filter(({ visits }) => visits > 0).map(({ hour }) => hour);
  const [from, to] = [Math.min(FIRST, ...visited), Math.max(LAST, ...visited)];
  return hours.filter(({ hour }) => hour >= from && hour <= to);
}
