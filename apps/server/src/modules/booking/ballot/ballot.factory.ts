import { type BallotDesk, drawBallot, getBallotDesk, putBallot, putBallotEntry } from '@wengong/contract';
import { sql } from 'kysely';
import type { TestApp } from '../../../testkit/app.ts';
import type { TestPerson } from '../../../testkit/person.ts';
import {
  createSession,
  keyOf,
  names,
  runJob,
  type SessionWishes,
  type TestSession,
} from '../booking.factory.ts';

export interface TestBallot extends Awaited<ReturnType<typeof createSession>> {
  readonly ballot: BallotDesk;
}

/** Minutes from the clock's time, as text. */
export const inMinutes = (app: TestApp, minutes: number): string =>
  new Date(app.clock.now().getTime() + minutes * 60_000).toISOString();

/** A published session whose places are drawn: open now, closing in ten minutes, drawn in twenty. */
export async function createBallot(
  app: TestApp,
  wishes: SessionWishes & { readonly settings?: object } = {},
): Promise<TestBallot> {
  const session = await createSession(app, { ...wishes, plan: { ...wishes.plan, release: 'ballot' } });
  const ballot = await app.call(putBallot, {
    params: keyOf(session),
    body: {
      opensAt: inMinutes(app, 0),
      closesAt: inMinutes(app, 10),
      drawsAt: inMinutes(app, 20),
      ...wishes.settings,
    },
    as: session.desk.editor,
  });
  return { ...session, ballot };
}

export const enter = (app: TestApp, session: TestSession, as: TestPerson, companions = 0) =>
  app.call(putBallotEntry, { params: keyOf(session), body: { companions: names(companions) }, as });

/** Closes what is due ten minutes from the opening on. */
export async function closeEntries(app: TestApp): Promise<void> {
  app.clock.advance(10);
  await runJob(app, 'booking.close-ballots');
}

/** Closes and draws, ten minutes after each other, and tells everybody. */
export async function closeAndDraw(app: TestApp): Promise<void> {
  await closeEntries(app);
  app.clock.advance(10);
  await runJob(app, 'booking.draw-ballots');
  await app.settle();
}

/** The ballot as its staff see it. */
export async function deskOf(app: TestApp, session: TestBallot): Promise<BallotDesk> {
  const { ballot } = await app.call(getBallotDesk, { params: keyOf(session), as: session.desk.editor });
  return ballot ?? session.ballot;
}

export const drawNow = (app: TestApp, session: TestBallot) =>
  app.call(drawBallot, { params: keyOf(session), as: session.desk.director });

/** Lets a ballot's closing and draw be due, where the clock cannot be moved. */
export const makeDue = (app: TestApp, { ballot }: TestBallot) =>
  app.deps.db.transact((tx) =>
    sql`update ballot set opens_at = now() - interval '1 hour', closes_at = now() - interval '1 minute',
      draws_at = now() - interval '1 minute' where id = ${ballot.id}`.execute(tx),
  );
