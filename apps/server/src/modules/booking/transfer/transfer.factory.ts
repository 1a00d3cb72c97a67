import { type CompanionRule, createTransfer, getMyHandover, putBookingPolicy } from '@wengong/contract';
import type { TestApp } from '../../../testkit/app.ts';
import type { TestPerson } from '../../../testkit/person.ts';
import type { Desk } from '../../programme/programme.factory.ts';
import { createSession, type SessionWishes } from '../booking.factory.ts';

export interface HandoverWishes {
  readonly transfersPerMonth?: number;
  readonly transferUntilMinutes?: number;
  readonly companionRule?: CompanionRule;
  readonly maxActivePerPerson?: number;
}

/** Sets a palace's rules; what is not wished is as usual. */
export const setRules = (app: TestApp, desk: Desk, wishes: HandoverWishes) =>
  app.call(putBookingPolicy, {
    params: { palaceId: desk.palaceId },
    body: {
      cancelUntilMinutes: 60,
      checkInOpensMinutes: 60,
      checkInClosesMinutes: 15,
      offerMinutes: 30,
      maxActivePerPerson: 10,
      ...wishes,
    },
    as: desk.director,
  });

/** A session whose bookings can be handed over by these rules. */
export async function createHandoverSession(
  app: TestApp,
  rules: HandoverWishes = {},
  session: SessionWishes = {},
) {
  const made = await createSession(app, session);
  await setRules(app, made.desk, rules);
  return made;
}

export const sendTransfer = (app: TestApp, bookingId: string, from: TestPerson, to: { phone: string }) =>
  app.call(createTransfer, { params: { bookingId }, body: { phone: to.phone, name: '李工友' }, as: from });

/** The secret part of an invitation's link. */
export const tokenIn = ({ path }: { path: string | null }): string => path?.split('/').at(-1) ?? '';

export const handoverOf = (app: TestApp, bookingId: string, as: TestPerson) =>
  app.call(getMyHandover, { params: { bookingId }, as });
