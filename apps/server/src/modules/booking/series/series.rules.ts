import type { Period, Standing } from '../booking.rules.ts';

/** Of a session of a series, what decides about enrolling. */
export interface SeriesSession extends Period {
  readonly sessionId: string;
  readonly status: 'scheduled' | 'cancelled';
  readonly bookingOpensAt: Date;
}

/** Sessions that take place, soonest first, and those of them still to come: what somebody enrols in. */
export function courseOf<Session extends SeriesSession>(sessions: readonly Session[], now: Date) {
  const whole = sessions
    .filter((each) => each.status === 'scheduled')
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return { whole, ahead: whole.filter((each) => each.startsAt > now) };
}

/** From when one may enrol: with the first session that opens. null: it has none. */
export const enrolmentOpensAt = (whole: readonly SeriesSession[]): Date | null =>
  whole.reduce<Date | null>(
    (first, { bookingOpensAt }) => (first === null || bookingOpensAt < first ? bookingOpensAt : first),
    null,
  );

/** What enrolling now costs, fen: of the price of the whole course, the part still to come. */
export function priceOfRest(
  prices: { readonly priceFen: number; readonly memberPriceFen: number },
  standing: Pick<Standing, 'member'>,
  sessions: { readonly ahead: number; readonly whole: number },
): number {
  const price = standing.member ? prices.memberPriceFen : prices.priceFen;
  return sessions.whole === 0 ? 0 : Math.round((price * sessions.ahead) / sessions.whole);
}

/** A price shared out over sessions without losing a fen: the first ones carry what does not divide. */
export function sharesOf(price: number, sessions: number): number[] {
  const share = Math.floor(price / sessions);
  const rest = price - share * sessions;
  return Array.from({ length: sessions }, (_, index) => share + (index < rest ? 1 : 0));
}
