import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getSeatPlan } from '@wengong/contract';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { disorder, keyOf, names, type TestSession } from '../booking.factory.ts';
import {
  attempt,
  change,
  claim,
  pauseInserts,
  replaceLock,
  withoutGuard,
  withServers,
  workers,
} from '../booking.races.factory.ts';
import { createSeatedSession, seatPlanOf } from './seating.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

/** Four rows of ten. */
const house = seatPlanOf([[10], [10], [10], [10]]);

/** As many as there are, over several servers, half of them for seats that others want too. */
async function rush(target: TestApp, session: TestSession, count: number) {
  const people = await workers(target, count);
  return withServers(target, 3, async (servers) => {
    const answers = await attempt(
      people.map((person, index) => {
        const server = servers[index % servers.length] ?? target;
        const seat = index % 20;
        return claim(
          server,
          session,
          person,
          index % 2 === 0
            ? { seats: [seat, seat + 1], companions: names(1) }
            : { companions: names(index % 3) },
        );
      }),
    );
    assert.ok((answers.done ?? 0) > 0, JSON.stringify(answers));
    // Nobody met an error: what they wanted was taken, or nothing was left.
    const known = ['done', 'seat-taken', 'capacity-exhausted'];
    assert.deepEqual(
      Object.keys(answers).filter((code) => !known.includes(code)),
      [],
      JSON.stringify(answers),
    );
  });
}

test('hundreds want the same seats over several servers: none is sold twice, none to nobody', async () => {
  const session = await createSeatedSession(app, house);
  await rush(app, session, 120);
  await app.settle();
  assert.deepEqual(await disorder(app), []);
  const { people } = await app.call(getSeatPlan, { params: keyOf(session), as: session.desk.director });
  // Who wanted two or three may have found one left, and nobody came for it afterwards.
  assert.ok(people.length >= 38, String(people.length));
});

/** Two processes at once want one seat, while the lock that would make one of them wait is gone. */
async function race(target: TestApp): Promise<Record<string, number>> {
  const session = await createSeatedSession(target, house);
  const people = await workers(target, 2);
  let answers: Record<string, number> = {};
  await withServers(target, 2, async (servers) => {
    answers = await attempt(
      people.map((person, index) => claim(servers[index] ?? target, session, person, { seats: [5] })),
    );
  });
  return answers;
}

test('without the lock the unique index still lets nobody have a seat that another has', () =>
  withoutGuard(
    async (target) => {
      await replaceLock(target, '');
      await pauseInserts(target, 'booking_seat');
    },
    async (target) => {
      assert.equal((await race(target)).done, 1);
      assert.deepEqual(await disorder(target), []);
    },
  ));

test('without lock and index the checker finds the seat sold twice', () =>
  withoutGuard(
    async (target) => {
      await replaceLock(target, '');
      await pauseInserts(target, 'booking_seat');
      await change(target, 'drop index seat_sold_once');
    },
    async (target) => {
      assert.equal((await race(target)).done, 2);
      const found = (await disorder(target)) as { rule?: string }[];
      assert.ok(
        found.some((each) => each.rule === 'seat-sold-once'),
        JSON.stringify(found),
      );
    },
  ));
