import { createTeam, getMyTeam, joinTeam, putBookingPolicy } from '@wengong/contract';
import type { TestApp } from '../../../testkit/app.ts';
import type { TestPerson } from '../../../testkit/person.ts';
import type { Desk } from '../../programme/programme.factory.ts';
import { createSession, keyOf, type SessionWishes, type TestSession } from '../booking.factory.ts';

/** A week after the test kit's clock starts, so that a team has time. */
export const NEXT_WEEK = '2026-11-30T06:00:00Z';

/** Allows teams of so many seats in a palace. */
export const allowTeams = (app: TestApp, desk: Desk, teamSeats = 20, teamReturnHours = 24) =>
  app.call(putBookingPolicy, {
    params: { palaceId: desk.palaceId },
    body: {
      cancelUntilMinutes: 60,
      checkInOpensMinutes: 60,
      checkInClosesMinutes: 15,
      offerMinutes: 30,
      maxActivePerPerson: 10,
      teamSeats,
      teamReturnHours,
    },
    as: desk.director,
  });

/** A session next week in a palace that allows teams. */
export async function createTeamSession(app: TestApp, wishes: SessionWishes = {}) {
  const session = await createSession(app, { startsAt: NEXT_WEEK, ...wishes });
  if (wishes.desk === undefined) await allowTeams(app, session.desk);
  return session;
}

export const makeTeam = (app: TestApp, session: TestSession, as: TestPerson, wishes: object = {}) =>
  app.call(createTeam, {
    params: keyOf(session),
    body: { label: '第三党支部', seats: 4, joinMyself: true, ...wishes },
    as,
  });

/** The secret part of a team's link. */
export const tokenIn = ({ path }: { path: string | null }): string => path?.split('/').at(-1) ?? '';

export const join = (app: TestApp, token: string, as: TestPerson) =>
  app.call(joinTeam, { params: { token }, as });

export const teamOf = (app: TestApp, teamId: string, as: TestPerson) =>
  app.call(getMyTeam, { params: { teamId }, as });
