import { type ActivityContent, createBooking, type SessionPlan } from '@wengong/contract';
import type { TestApp } from '../../testkit/app.ts';
import type { TestPerson } from '../../testkit/person.ts';
import { createDesk, type Desk, makePublished, plan } from '../programme/programme.factory.ts';
import { checkInvariants, idleSeats } from './upkeep/invariants.store.ts';

/** Two days after the test kit's clock starts: early enough to cancel, soon enough to book. */
export const SOON = '2026-11-25T06:00:00Z';

export interface TestSession {
  readonly palaceId: string;
  readonly sessionId: string;
}

export interface SessionWishes {
  readonly desk?: Desk;
  readonly activity?: Partial<ActivityContent>;
  readonly plan?: Partial<SessionPlan>;
  /** ISO text; SOON unless given. */
  readonly startsAt?: string;
}

/** A published session that can be booked, with its palace's desk; its pools are made. */
export async function createSession(
  app: TestApp,
  wishes: SessionWishes = {},
): Promise<TestSession & { desk: Desk; version: number }> {
  const desk = wishes.desk ?? (await createDesk(app));
  const { activity, sessionIds } = await makePublished(app, desk, wishes.activity ?? {}, [
    plan(wishes.startsAt ?? SOON, wishes.plan ?? {}),
  ]);
  await app.settle();
  const [sessionId = ''] = sessionIds;
  const version = activity.sessions.find((each) => each.id === sessionId)?.version ?? 1;
  return { palaceId: desk.palaceId, sessionId, desk, version };
}

export const keyOf = ({ palaceId, sessionId }: TestSession) => ({ palaceId, sessionId });

/** Books for a person with so many companions. */
export const book = (app: TestApp, session: TestSession, as: TestPerson, companions = 0) =>
  app.call(createBooking, { params: keyOf(session), body: { companions: names(companions) }, as });

/** Books, or queues when sold out. */
export const bookOrWait = (app: TestApp, session: TestSession, as: TestPerson, companions = 0) =>
  app.call(createBooking, {
    params: keyOf(session),
    body: { companions: names(companions), joinWaitlist: true },
    as,
  });

export const names = (count: number) =>
  ['甲', '乙', '丙', '丁', '戊'].slice(0, count).map((name) => ({ name }));

/** Runs a job of the module as the clock stands. */
export async function runJob(app: TestApp, name: string): Promise<void> {
  const found = app.modules.flatMap((each) => each.jobs ?? []).find((each) => each.name === name);
  if (found === undefined) throw new Error(`no job ${name}`);
  await found.run({} as never, app.deps);
}

/** Every counter agrees with its rows, and no seat lies idle beside somebody who waits. Returns what does not. */
export async function disorder(app: TestApp): Promise<unknown[]> {
  const { reader } = app.deps.db;
  return [...(await checkInvariants(reader)), ...(await idleSeats(reader, app.clock.now()))];
}
