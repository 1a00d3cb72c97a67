import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  bookOnBehalf,
  cancelMyBooking,
  changeAllotment,
  createBooking,
  listAllotments,
} from '@wengong/contract';
import fc from 'fast-check';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createStaff, createWorker, type TestPerson } from '../../../testkit/person.ts';
import { createDesk } from '../../programme/programme.factory.ts';
import { createSession, disorder, keyOf, runJob } from '../booking.factory.ts';
import { allot, createUnion, joinUnion } from './allotments.factory.ts';

// Any order of claims, cancellations, allotments, resizes and returns leaves a partition: the pools together have the
// session's seats, none gave more than it had, and what is taken stays taken.

let app: TestApp;
let start: Date;
before(async () => {
  app = await createTestApp();
  start = app.clock.now();
});
after(() => app.close());

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('book' as const), who: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), who: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('desk' as const), who: fc.nat(5) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('allot' as const),
      kind: fc.constantFrom('union' as const, 'walk_in' as const, 'category' as const),
      within: fc.nat(3),
      seats: fc.integer({ min: 1, max: 5 }),
      returnsIn: fc.option(fc.integer({ min: 1, max: 25 }), { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('resize' as const),
      which: fc.nat(3),
      seats: fc.nat(8),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.nat(8) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const CAPACITY = 8;

async function play(steps: readonly Step[]): Promise<void> {
  app.clock.set(start);
  const desk = await createDesk(app);
  const session = await createSession(app, { desk, plan: { capacity: CAPACITY } });
  const unionId = await createUnion(app, desk.palace.union_id);
  const people: TestPerson[] = await Promise.all(
    [0, 1, 2, 3, 4, 5].map((index) => createWorker(app, index % 3 === 0 ? { categories: ['migrant'] } : {})),
  );
  for (const member of people.slice(0, 4)) await joinUnion(app, member, unionId);
  const coordinator = await createStaff(app, session.palaceId, ['coordinator']);
  const bookings = new Map<number, string>();
  const allotments: string[] = [];
  const params = keyOf(session);
  for (const each of steps) {
    const person = 'who' in each ? (people[each.who] as TestPerson) : coordinator;
    // What makes no sense is refused; whatever happens, the books must balance.
    if (each.do === 'book')
      await app
        .call(createBooking, { params, body: { joinWaitlist: true }, as: person })
        .then((booking) => bookings.set(each.who, booking.id))
        .catch(() => undefined);
    else if (each.do === 'desk')
      await app
        .call(bookOnBehalf, { params, body: { phone: person.phone }, as: coordinator })
        .then((booking) => bookings.set(each.who, booking.bookingId))
        .catch(() => undefined);
    else if (each.do === 'cancel')
      await app
        .call(cancelMyBooking, { params: { bookingId: bookings.get(each.who) ?? unionId }, as: person })
        .catch(() => undefined);
    else if (each.do === 'wait') {
      app.clock.set(new Date(app.clock.now().getTime() + each.minutes * 60_000));
      await runJob(app, 'booking.return-allotments');
    } else if (each.do === 'resize')
      await app
        .call(changeAllotment, {
          params: { palaceId: session.palaceId, allotmentId: allotments[each.which] ?? unionId },
          body: { seats: each.seats, returnsAt: null },
          as: coordinator,
        })
        .catch(() => undefined);
    else {
      const { kind, seats, returnsIn } = each;
      await allot(
        app,
        session,
        {
          kind,
          seats,
          parentId: kind === 'walk_in' ? null : (allotments[each.within] ?? null),
          ...(kind === 'union' ? { unionId } : {}),
          ...(kind === 'category' ? { category: 'migrant' as const } : {}),
          ...(returnsIn === undefined ? {} : { returnsIn }),
        },
        coordinator,
      )
        .then(({ id }) => allotments.push(id))
        .catch(() => undefined);
    }
    await app.settle();
    const { pools } = await app.call(listAllotments, { params, as: coordinator });
    const given = pools.reduce((sum, pool) => sum + pool.capacity, 0);
    assert.equal(given, CAPACITY, JSON.stringify({ each, pools }));
    assert.deepEqual(await disorder(app), [], JSON.stringify(each));
  }
}

test('whatever is claimed, given back, set apart, resized and returned: the seats add up', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), play), { numRuns: 8 });
});
