import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  cancelMyBooking,
  changeSession,
  confirmMyBooking,
  createBooking,
  getStaffActivity,
} from '@wengong/contract';
import fc from 'fast-check';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createStaff, createWorker, type TestPerson } from '../../testkit/person.ts';
import { plan } from '../programme/programme.factory.ts';
import { createSession, disorder, keyOf, names, runJob, SOON } from './booking.factory.ts';

// Any order of what people, staff and time can do leaves every counter right, and never more seats given away
// than there are, unless the host took seats away afterwards.

let app: TestApp;
let people: TestPerson[];
let start: Date;
before(async () => {
  app = await createTestApp();
  start = app.clock.now();
  people = [
    ...(await Promise.all(Array.from({ length: 4 }, () => createWorker(app)))),
    ...(await Promise.all([0, 1].map(() => createWorker(app, { categories: ['courier'] })))),
  ];
});
after(() => app.close());

const who = fc.nat(5);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('book' as const), who, companions: fc.nat(2) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('cancel' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('confirm' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 5, max: 40 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('resize' as const),
      capacity: fc.integer({ min: 1, max: 6 }),
      reserved: fc.nat(2),
    }),
  },
);

test('whatever happens in whatever order, the counters agree with the rows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
      app.clock.set(start);
      const session = await createSession(app, { activity: { maxCompanions: 2 }, plan: { capacity: 3 } });
      const params = keyOf(session);
      let reduced = false;
      for (const each of steps) {
        if (each.do === 'book') {
          const body = { companions: names(each.companions), joinWaitlist: true };
          await attempt(createBooking, { params, body, as: people[each.who] as TestPerson });
        } else if (each.do === 'cancel' || each.do === 'confirm') {
          const as = people[each.who] as TestPerson;
          const bookingId = await latestBooking(as.personId, session.sessionId);
          const route = each.do === 'cancel' ? cancelMyBooking : confirmMyBooking;
          if (bookingId) await attempt(route, { params: { bookingId }, as });
        } else if (each.do === 'wait') {
          app.clock.advance(each.minutes);
          await runJob(app, 'booking.expire-offers');
        } else {
          await resize(session, each.capacity, each.reserved);
          reduced = true;
        }
        await app.settle();
        assert.deepEqual(await disorder(app), [], JSON.stringify(each));
        const { taken, capacity } = await seats(session.sessionId);
        assert.ok(reduced || taken <= capacity, `${taken} of ${capacity} after ${JSON.stringify(each)}`);
      }
    }),
    { numRuns: 10 },
  );
});

/** Calls a route; a refusal is as good an outcome as success, an error of the server is not. */
async function attempt(...args: Parameters<TestApp['refused']>): Promise<void> {
  const { status, code } = await app.refused(...args);
  assert.ok(status < 500, `${status} ${code}`);
}

async function latestBooking(personId: string, sessionId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from booking
    where person_id = ${personId} and session_id = ${sessionId} order by id desc limit 1`.execute(
    app.deps.db.reader,
  );
  return rows[0]?.id;
}

async function seats(sessionId: string): Promise<{ taken: number; capacity: number }> {
  const { rows } = await sql<{ taken: number; capacity: number }>`
    select sum(p.held + p.confirmed)::int as taken, max(s.capacity)::int as capacity
    from pool p join session s on s.id = p.session_id where p.session_id = ${sessionId}`.execute(
    app.deps.db.reader,
  );
  return rows[0] ?? { taken: 0, capacity: 0 };
}

async function resize(session: { palaceId: string; sessionId: string }, capacity: number, reserved: number) {
  const { palaceId } = session;
  const editor = await createStaff(app, palaceId, ['editor']);
  const { rows } = await sql<{ activity_id: string }>`select activity_id from session
    where id = ${session.sessionId}`.execute(app.deps.db.reader);
  const activity = await app.call(getStaffActivity, {
    params: { palaceId, activityId: rows[0]?.activity_id ?? '' },
    as: editor,
  });
  const version = activity.sessions.find((each) => each.id === session.sessionId)?.version ?? 1;
  const quotas =
    reserved > 0 && reserved <= capacity ? [{ category: 'courier' as const, seats: reserved }] : [];
  await attempt(changeSession, {
    params: keyOf(session),
    body: { version, plan: plan(SOON, { capacity, quotas }) },
    as: editor,
  });
}
