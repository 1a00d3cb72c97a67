import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { appealCreditEntry, listMyCredit } from '@wengong/contract';
import { sql } from 'kysely';
import type { TestApp } from '../../../testkit/app.ts';
import { createWorker, type TestPerson } from '../../../testkit/person.ts';
import { disorder } from '../booking.factory.ts';
import {
  attempt,
  change,
  goesWrong,
  openRaces,
  post,
  untilWaiting,
  withServers,
} from '../booking.races.factory.ts';
import { type CreditDesk, createCreditDesk, missSessions } from './credit.factory.ts';
import { enterCredit } from './enter-credit.ts';
import { insertEntries, lockCredit } from './ledger.store.ts';
import { relieve } from './relieve.ts';

const app = await openRaces();

const rulesBroken = async (target: TestApp) =>
  ((await disorder(target)) as { rule: string }[]).map(({ rule }) => rule);

// The same event twice

/** Misses a session that costs nothing yet, so that the test itself enters it. */
async function missUnentered(target: TestApp) {
  const here = await createCreditDesk(target, { noShowPoints: 0 });
  const worker = await createWorker(target);
  const [bookingId = ''] = await missSessions(target, here, worker, 1);
  await change(target, 'alter table booking_policy disable trigger booking_policy_immutable');
  await target.deps.db.transact((tx) =>
    sql`update booking_policy set credit = jsonb_set(credit, '{noShowPoints}', '20')
      where palace_id = ${here.desk.palaceId}`.execute(tx),
  );
  return { palaceId: here.desk.palaceId, bookingId, worker };
}

/** Hands the event of one missed booking to three servers at once. */
async function missThrice(target: TestApp) {
  const { palaceId, bookingId, worker } = await missUnentered(target);
  await withServers(target, 3, async (servers) => {
    await Promise.all(
      servers.map(({ deps }) =>
        deps.db.transact((tx) => enterCredit(tx, deps, 'no_show', [{ palaceId, bookingId }])),
      ),
    );
  });
  return worker;
}

test('one missed booking is entered once however often its event comes', async () => {
  const worker = await missThrice(app);
  const { palaces } = await app.call(listMyCredit, { as: worker });
  assert.deepEqual([palaces[0]?.score, palaces[0]?.entries.length], [80, 1]);
});

test('control: without the unique key it is entered for each', async () => {
  await goesWrong(
    (target) => change(target, 'alter table credit_entry drop constraint credit_entry_once'),
    async (target) => {
      await missThrice(target);
      assert.ok((await rulesBroken(target)).includes('credit-entered-once'));
    },
  );
});

// Two staff decide one appeal

async function openAppeal(
  target: TestApp,
): Promise<{ here: CreditDesk; worker: TestPerson; appealId: string }> {
  const here = await createCreditDesk(target);
  const worker = await createWorker(target);
  await missSessions(target, here, worker, 1);
  const { palaces } = await target.call(listMyCredit, { as: worker });
  const params = { palaceId: here.desk.palaceId, entryId: palaces[0]?.entries[0]?.id ?? '' };
  const entry = await target.call(appealCreditEntry, { params, body: { reason: 'illness' }, as: worker });
  return { here, worker, appealId: entry.appeal?.id ?? '' };
}

/** One accepts and the other rejects, in the same moment. */
async function decideTwice(target: TestApp) {
  const { here, appealId } = await openAppeal(target);
  const path = `/palaces/${here.desk.palaceId}/credit-appeals/${appealId}/decision`;
  let counts: Record<string, number> = {};
  await withServers(target, 2, async ([one, two]) => {
    counts = await attempt([
      post(one as TestApp, path, here.frontDesk, { accept: true }),
      post(two as TestApp, path, here.director, { accept: false, note: '不属实' }),
    ]);
  });
  return counts;
}

test('of two who decide an appeal at once one decides and the other is told', async () => {
  for (let round = 0; round < 4; round += 1) {
    assert.deepEqual(await decideTwice(app), { done: 1, 'appeal-decided': 1 });
  }
});

test('control: without the guard on the states both decide', async () => {
  await goesWrong(
    async (target) => {
      await change(target, 'drop trigger credit_appeal_edge on credit_appeal');
      // Whoever comes second has read the appeal before the first has decided it.
      await change(
        target,
        `create function pause() returns trigger language plpgsql as 'begin perform pg_sleep(0.3); return new; end';
        create trigger pause before update on credit_appeal for each row execute function pause()`,
      );
    },
    async (target) => {
      assert.deepEqual(await decideTwice(target), { done: 2 });
    },
  );
});

// A no-show that is put right while it is being entered

/** Between the look at a no-show's state and its entry, which `enter` does, the booking turns out to have been attended. */
async function attendMeanwhile(
  target: TestApp,
  enter: (server: TestApp, missed: Awaited<ReturnType<typeof missUnentered>>) => Promise<unknown>,
) {
  const missed = await missUnentered(target);
  const { palaceId, bookingId, worker } = missed;
  const attend = (server: TestApp) =>
    server.deps.db.transact(async (tx) => {
      await sql`update booking set status = 'completed'
        where palace_id = ${palaceId} and id = ${bookingId}`.execute(tx);
      const booking = { id: bookingId, person_id: worker.personId };
      await relieve(tx, palaceId, [booking], { reason: 'attended', now: target.clock.now() });
    });
  await withServers(target, 2, async ([one, two]) => {
    let works: Promise<unknown>[] = [];
    await target.deps.db.transact(async (tx) => {
      // Whoever enters reads the rules after the state, and waits here.
      await sql`lock table booking_policy in access exclusive mode`.execute(tx);
      const entering = enter(one as TestApp, missed);
      await untilWaiting(target, 1, () => false);
      let attended = false;
      const attending = attend(two as TestApp).then(() => {
        attended = true;
      });
      works = [entering, attending];
      await untilWaiting(target, 2, () => attended);
    });
    await Promise.all(works);
  });
  return worker;
}

test('a no-show that is put right while it is being entered counts no longer', async () => {
  const worker = await attendMeanwhile(app, ({ deps }, { palaceId, bookingId }) =>
    deps.db.transact((tx) => enterCredit(tx, deps, 'no_show', [{ palaceId, bookingId }])),
  );
  const { palaces } = await app.call(listMyCredit, { as: worker });
  assert.deepEqual([palaces[0]?.score, palaces[0]?.entries[0]?.relief], [100, 'attended']);
});

test('control: entered without holding the booking in its state, it would count for ever', async () => {
  await goesWrong(
    async () => undefined,
    async (target) => {
      await attendMeanwhile(target, ({ deps }, { palaceId, bookingId, worker }) =>
        deps.db.transact(async (tx) => {
          const now = deps.clock.now();
          await sql`select status from booking where palace_id = ${palaceId} and id = ${bookingId}`.execute(
            tx,
          );
          await sql`select credit from booking_policy where palace_id = ${palaceId}`.execute(tx);
          await lockCredit(tx, [{ palaceId, personId: worker.personId }]);
          await insertEntries(tx, [
            {
              palace_id: palaceId,
              person_id: worker.personId,
              booking_id: bookingId,
              space_booking_id: null,
              kind: 'no_show',
              points: 20,
              half_life_days: 60,
              occurred_at: now,
              appeal_until: now,
              created_at: now,
            },
          ]);
        }),
      );
      assert.ok((await rulesBroken(target)).includes('credit-entry-of-booking'));
    },
  );
});

// An entry that is relieved while it is appealed against

/** `appeal` is sent while what it is against is being taken back, because the person was there after all. */
async function appealMeanwhile(
  target: TestApp,
  appeal: (entry: { palaceId: string; entryId: string; worker: TestPerson }) => Promise<unknown>,
) {
  const here = await createCreditDesk(target);
  const worker = await createWorker(target);
  const [id = ''] = await missSessions(target, here, worker, 1);
  const { palaceId } = here.desk;
  const { palaces } = await target.call(listMyCredit, { as: worker });
  let appealed = false;
  let appealing: Promise<unknown> = Promise.resolve();
  await target.deps.db.transact(async (tx) => {
    await sql`update booking set status = 'completed' where palace_id = ${palaceId} and id = ${id}`.execute(
      tx,
    );
    const booking = { id, person_id: worker.personId };
    await relieve(tx, palaceId, [booking], { reason: 'attended', now: target.clock.now() });
    const entryId = palaces[0]?.entries[0]?.id ?? '';
    appealing = appeal({ palaceId, entryId, worker }).finally(() => {
      appealed = true;
    });
    appealing.catch(() => undefined);
    await untilWaiting(target, 1, () => appealed);
  });
  return appealing;
}

test('an appeal against what is being taken back is refused instead of staying open for nothing', async () => {
  let counts: Record<string, number> = {};
  await appealMeanwhile(app, async ({ palaceId, entryId, worker }) => {
    const path = `/me/credit/${palaceId}/entries/${entryId}/appeal`;
    counts = await attempt([post(app, path, worker, { reason: 'illness' })]);
  });
  assert.deepEqual(counts, { 'credit-relieved': 1 });
  assert.deepEqual(await rulesBroken(app), []);
});

test('control: an appeal that does not wait for the person’s credit stays open', async () => {
  await goesWrong(
    async () => undefined,
    async (target) => {
      await appealMeanwhile(target, ({ palaceId, entryId, worker }) =>
        target.deps.db.transact((tx) =>
          sql`insert into credit_appeal (palace_id, id, entry_id, booking_id, person_id, reason, text, created_at,
              answer_by)
            select palace_id, ${randomUUID()}::uuid, id, booking_id, ${worker.personId}, 'illness', '', created_at,
              created_at + interval '7 days'
            from credit_entry where palace_id = ${palaceId} and id = ${entryId}`.execute(tx),
        ),
      );
      assert.ok((await rulesBroken(target)).includes('credit-appeal-answered'));
    },
  );
});
