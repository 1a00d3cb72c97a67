import { sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import type { TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createStaff, createWorker, type TestPerson } from '../../testkit/person.ts';

interface SessionOptions {
  readonly palaceId: string;
  readonly by: string;
  readonly reviewer: string;
  readonly publicBenefit: boolean;
  readonly startsAt: string;
  readonly brandId?: string;
  readonly hours?: number;
  readonly spaceId?: string;
}

/** A published activity with one session of 100 seats. */
export async function insertSession(app: TestApp, options: SessionOptions): Promise<string> {
  const [activity, session] = [newId(), newId()];
  const { palaceId, by, reviewer, publicBenefit, startsAt, brandId = null, hours = 1 } = options;
  const { spaceId = null } = options;
  await app.deps.db.transact(async (tx) => {
    await sql`insert into activity (palace_id, id, kind, title, public_benefit, brand_id, status, created_by,
        submitted_by, reviewed_by, published_at, created_at, updated_at)
      values (${palaceId}, ${activity}, 'course', '太极晨练', ${publicBenefit}, ${brandId}, 'published', ${by}, ${by},
        ${reviewer}, ${startsAt}, ${startsAt}, ${startsAt})`.execute(tx);
    await sql`insert into session (palace_id, id, activity_id, space_id, starts_at, ends_at, time_zone, capacity,
        booking_opens_at, booking_closes_at, created_at)
      values (${palaceId}, ${session}, ${activity}, ${spaceId}, ${startsAt},
        ${startsAt}::timestamptz + ${hours}::int * interval '1 hour', 'Asia/Shanghai', 100,
        ${startsAt}::timestamptz - interval '9 days', ${startsAt}, ${startsAt})`.execute(tx);
  });
  return session;
}

interface Admission {
  readonly palaceId: string;
  readonly sessionId: string;
  readonly personId: string;
  readonly by: string;
  readonly at: string;
  readonly memberPrice?: boolean;
  readonly status?: string;
}

/** A booking with a ticket; `status` other than checked_in has no admission. Returns the id of the check-in. */
export async function admit(app: TestApp, admission: Admission): Promise<string> {
  const { palaceId, sessionId, personId, by, at, memberPrice = false, status = 'checked_in' } = admission;
  const [pool, booking, ticket, checkIn] = [newId(), newId(), newId(), newId()];
  const code = ticket.replaceAll('-', '').slice(-8).toUpperCase();
  await app.deps.db.transact(async (tx) => {
    await sql`insert into booking_policy (palace_id, version, cancel_until_minutes, check_in_opens_minutes,
        check_in_closes_minutes, offer_minutes, max_active_per_person, created_at)
      values (${palaceId}, 1, 120, 60, 15, 30, 10, ${at}) on conflict do nothing`.execute(tx);
    await sql`insert into pool (palace_id, id, session_id, capacity, confirmed, starts_at, ends_at)
      select ${palaceId}, ${pool}, id, 100, 0, starts_at, ends_at from session where id = ${sessionId}
      on conflict do nothing`.execute(tx);
    await sql`insert into booking (palace_id, id, session_id, person_id, pool_id, eligible_pools, seats, status,
        policy_version, price_fen, member_price, starts_at, ends_at, queued_at, booked_by)
      select palace_id, ${booking}, session_id, ${personId}, id, array[id], 1, ${status}, 1, 0,
        ${memberPrice}, starts_at, ends_at, starts_at - interval '1 day', ${personId}
      from pool where session_id = ${sessionId}`.execute(tx);
    if (status !== 'checked_in') return;
    await sql`insert into ticket (palace_id, id, booking_id, session_id, ordinal, code, issued_at)
      values (${palaceId}, ${ticket}, ${booking}, ${sessionId}, 0, ${code}, ${at})`.execute(tx);
    await sql`insert into check_in (palace_id, id, ticket_id, booking_id, session_id, person_id, admission, at,
        recorded_by, method)
      values (${palaceId}, ${checkIn}, ${ticket}, ${booking}, ${sessionId}, ${personId}, 1, ${at}, ${by},
        'code')`.execute(tx);
  });
  return checkIn;
}

/** A pool of the session of which seats are taken by nobody's booking yet: a group named two people. */
export const keepSeats = (app: TestApp, palaceId: string, sessionId: string, by: string) =>
  app.deps.db.transact(async (tx) => {
    const pool = newId();
    await sql`insert into pool (palace_id, id, session_id, capacity, confirmed, starts_at, ends_at)
      select ${palaceId}, ${pool}, id, 100, 2, starts_at, ends_at from session where id = ${sessionId}`.execute(
      tx,
    );
    for (const number of [1, 2]) {
      const seal = Buffer.from([number]);
      await sql`insert into group_seat (palace_id, id, session_id, pool_id, union_id, phone_hash, phone_cipher,
          status, enrolled_by, enrolled_at, expires_at)
        select ${palaceId}, ${newId()}, ${sessionId}, ${pool}, union_id, ${seal}, ${seal}, 'invited', ${by},
          created_at, created_at from palace where id = ${palaceId}`.execute(tx);
    }
  });

export const undo = (app: TestApp, palaceId: string, checkInId: string, by: string, at: string) =>
  app.deps.db.transact((tx) =>
    sql`insert into check_in_undo (palace_id, check_in_id, at, recorded_by)
      values (${palaceId}, ${checkInId}, ${at}, ${by})`.execute(tx),
  );

export const tap = (
  app: TestApp,
  count: { palaceId: string; sessionId: string | null; visitors: number; by: string; at: string },
) =>
  app.deps.db.transact((tx) =>
    sql`insert into visit_tap (palace_id, id, session_id, at, visitors, recorded_by)
      values (${count.palaceId}, ${newId()}, ${count.sessionId}, ${count.at}, ${count.visitors},
        ${count.by})`.execute(tx),
  );

export const stamp = (
  app: TestApp,
  given: { palaceId: string; personId: string; day: string; at: string },
): Promise<unknown> =>
  app.deps.db.transact(async (tx) => {
    const landmark = newId();
    await sql`insert into landmark (palace_id, id, name) values (${given.palaceId}, ${landmark}, '正门')`.execute(
      tx,
    );
    await sql`insert into stamp (palace_id, landmark_id, person_id, day, at)
      values (${given.palaceId}, ${landmark}, ${given.personId}, ${given.day}, ${given.at})`.execute(tx);
  });

export const createWorkers = (app: TestApp, count: number): Promise<TestPerson[]> =>
  Promise.all(Array.from({ length: count }, () => createWorker(app)));

/** A palace whose rows are known: two activities, admissions of several days, one undone, taps and stamps. */
export async function visitedPalace(app: TestApp, people: readonly TestPerson[], timeZone = 'Asia/Shanghai') {
  const palace = await createPalace(app, { time_zone: timeZone });
  const director = await createStaff(app, palace.id, ['director']);
  const [p0, p1, p2, reviewer] = people.map((each) => each.personId) as [string, string, string, string];
  const by = director.personId;
  const session = (publicBenefit: boolean, startsAt: string) =>
    insertSession(app, { palaceId: palace.id, by, reviewer, publicBenefit, startsAt });
  const benefit = await session(true, '2026-11-21T02:00:00Z');
  const paid = await session(false, '2026-11-22T11:00:00Z');
  const letIn = (sessionId: string, personId: string, at: string, memberPrice = false) =>
    admit(app, { palaceId: palace.id, sessionId, personId, by, at, memberPrice });
  await letIn(benefit, p0, '2026-11-21T01:50:00Z', true);
  await letIn(benefit, p1, '2026-11-21T01:55:00Z');
  await letIn(paid, p0, '2026-11-22T10:58:00Z', true);
  const undone = await letIn(paid, p2, '2026-11-22T10:59:00Z');
  await undo(app, palace.id, undone, by, '2026-11-22T11:01:00Z');
  for (const [at, visitors, sessionId] of [
    ['2026-11-21T03:00:00Z', 5, null],
    ['2026-11-21T03:01:00Z', -1, null],
    ['2026-11-22T11:30:00Z', 7, paid],
  ] as const) {
    await tap(app, { palaceId: palace.id, sessionId, visitors, by, at });
  }
  await stamp(app, {
    palaceId: palace.id,
    personId: p2,
    day: '2026-11-21',
    at: '2026-11-21T08:00:00Z',
  });
  return { palace, director, benefit, paid };
}
