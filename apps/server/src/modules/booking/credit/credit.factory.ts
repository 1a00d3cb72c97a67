import { type CreditRules, defaultCreditRules, putBookingPolicy } from '@wengong/contract';
import { sql } from 'kysely';
import type { TestApp } from '../../../testkit/app.ts';
import { createStaff, type TestPerson } from '../../../testkit/person.ts';
import { createDesk, type Desk } from '../../programme/programme.factory.ts';
import { book, createSession, runJob } from '../booking.factory.ts';

export interface CreditDesk {
  readonly desk: Desk;
  readonly director: TestPerson;
  readonly frontDesk: TestPerson;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** A palace with its staff and, where given, rules of its own. */
export async function createCreditDesk(app: TestApp, rules?: Partial<CreditRules>): Promise<CreditDesk> {
  const desk = await createDesk(app);
  const director = await createStaff(app, desk.palaceId, ['director']);
  const frontDesk = await createStaff(app, desk.palaceId, ['front_desk']);
  if (rules !== undefined) await setRules(app, { desk, director }, rules);
  return { desk, director, frontDesk };
}

export const setRules = (
  app: TestApp,
  { desk, director }: Pick<CreditDesk, 'desk' | 'director'>,
  rules: Partial<CreditRules>,
  maxActivePerPerson = 10,
) =>
  app.call(putBookingPolicy, {
    params: { palaceId: desk.palaceId },
    body: {
      cancelUntilMinutes: 120,
      checkInOpensMinutes: 60,
      checkInClosesMinutes: 15,
      offerMinutes: 30,
      maxActivePerPerson,
      credit: { ...defaultCreditRules, ...rules },
    },
    as: director,
  });

/** So many sessions are booked, each two days ahead of when it is, and missed. The clock is after the last. */
export async function missSessions(
  app: TestApp,
  { desk }: Pick<CreditDesk, 'desk'>,
  as: TestPerson,
  count: number,
): Promise<string[]> {
  const bookings: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const startsAt = new Date(app.clock.now().getTime() + 2 * DAY);
    const session = await createSession(app, { desk, startsAt: startsAt.toISOString() });
    bookings.push((await book(app, session, as)).id);
    await moveTo(app, new Date(startsAt.getTime() + 180 * MINUTE));
    await runJob(app, 'booking.finish-sessions');
    await app.settle();
  }
  return bookings;
}

/** Moves the clock on by so many minutes. */
export const wait = (app: TestApp, minutes: number) =>
  moveTo(app, new Date(app.clock.now().getTime() + minutes * MINUTE));

/** Moves the clock; everybody stays signed in, for weeks. */
export async function moveTo(app: TestApp, at: Date): Promise<void> {
  app.clock.set(at);
  await app.deps.db.transact((tx) =>
    sql`update auth_session set expires_at = ${at}::timestamptz + interval '30 days',
      idle_until = ${at}::timestamptz + interval '30 minutes'`.execute(tx),
  );
}
