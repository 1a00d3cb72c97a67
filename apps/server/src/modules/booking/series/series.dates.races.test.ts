import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addSessions,
  cancelMyEnrolment,
  changeSession,
  getMyEnrolment,
  listMyEnrolments,
} from '@wengong/contract';
import type { TestApp } from '../../../testkit/app.ts';
import { createWorker, type TestPerson } from '../../../testkit/person.ts';
import { plan } from '../../programme/programme.factory.ts';
import { attempt, change, goesWrong, openRaces, post, untilWaiting } from '../booking.races.factory.ts';
import { GATE, overtaken } from '../overtaken.factory.ts';
import { followSeries } from './follow-series.ts';
import { createSeries, enrolIn, keyOf, type TestSeries, WEEKS } from './series.factory.ts';

// The dates of a course change while somebody joins or leaves it: who is enrolled has every date, who has left none.

/** Where a late server waits: before it locks pools, or with all of them locked, about to write what it joined. */
type Place = 'before-pools' | 'with-pools';

const gateAt = (place: Place, locking = 'for no key update') => `${GATE}
  create or replace function lock_pools(palaces uuid[], pools uuid[]) returns setof pool language plpgsql volatile as $$
  begin
    ${place === 'before-pools' ? 'perform wait_at_gate();' : ''}
    return query select pool.* from pool where (palace_id, id) in (select * from unnest(palaces, pools))
      order by session_id, depth desc, id ${locking};
  end $$;
  create function wait_joining() returns trigger language plpgsql as
    'begin ${place === 'with-pools' ? 'perform wait_at_gate();' : ''} return new; end';
  create trigger wait_joining before insert on enrolment for each row execute function wait_joining();`;

const reading = await openRaces((target) => change(target, gateAt('before-pools')));
const joining = await openRaces((target) => change(target, gateAt('with-pools')));

const enrolling = (target: TestApp, series: TestSeries, as: TestPerson) =>
  attempt([post(target, `/palaces/${series.palaceId}/activities/${series.activityId}/enrolments`, as)]);

const addDate = (target: TestApp, series: TestSeries) =>
  target.call(addSessions, {
    params: keyOf(series),
    body: { sessions: [plan('2026-12-16T06:00:00Z', { capacity: 5 })] },
    as: series.desk.editor,
  });

/** How many dates a person has in the one course that they are enrolled in. */
async function datesOf(target: TestApp, as: TestPerson): Promise<number> {
  const { items } = await target.call(listMyEnrolments, { query: {}, as });
  const params = { enrolmentId: items[0]?.id ?? '' };
  return (await target.call(getMyEnrolment, { params, as })).dates.length;
}

/** Enrols somebody whose reading of the course is overtaken by a change of it; gives what they are answered. */
async function enrolledTooLate(
  series: TestSeries,
  worker: TestPerson,
  change: () => Promise<unknown>,
): Promise<unknown> {
  let answer: unknown;
  await overtaken(
    reading,
    async (late) => {
      answer = await enrolling(late, series, worker);
    },
    async () => {
      await change();
      await reading.settle();
    },
  );
  return answer;
}

test('who has read a course to which a date is added is not enrolled by what it was', async () => {
  const series = await createSeries(reading, { plan: { capacity: 5 } });
  const worker = await createWorker(reading);
  const answer = await enrolledTooLate(series, worker, () => addDate(reading, series));
  assert.deepEqual(answer, { 'series-changed': 1 });
  await enrolIn(reading, series, worker);
  assert.equal(await datesOf(reading, worker), WEEKS.length + 1);
});

/** A date is added, and those enrolled are given it, while one more is just being enrolled. Gives their dates. */
async function joinMeanwhile(target: TestApp): Promise<number> {
  const series = await createSeries(target, { plan: { capacity: 5 } });
  const worker = await createWorker(target);
  let relay: Promise<unknown> = Promise.resolve();
  await overtaken(
    target,
    (late) => enrolling(late, series, worker),
    async () => {
      await addDate(target, series);
      let done = false;
      relay = target.settle().finally(() => {
        done = true;
      });
      await untilWaiting(target, 2, () => done);
    },
  );
  await relay;
  // What was given up comes again.
  target.clock.advance(1);
  await target.settle();
  return datesOf(target, worker);
}

test('who joins while the others are given a new date has it as well', async () => {
  assert.equal(await joinMeanwhile(joining), WEEKS.length + 1);
});

test('control: without the lock of the course’s pools they miss it', async () => {
  await goesWrong(
    (target) => change(target, gateAt('with-pools', '')),
    async (target) => assert.equal(await joinMeanwhile(target), WEEKS.length),
  );
});

test('who leaves while the others are given a new date has no place in it', async () => {
  const series = await createSeries(reading, { plan: { capacity: 5 } });
  const worker = await createWorker(reading);
  const { id } = await enrolIn(reading, series, worker);
  const { items } = await addDate(reading, series);
  let leaving: Promise<unknown> = Promise.resolve();
  const key = { palaceId: series.palaceId, sessionId: items[0]?.id ?? '' };
  await overtaken(
    reading,
    (late) => late.deps.db.transact((tx) => followSeries(tx, late.deps, [key])),
    async () => {
      let done = false;
      leaving = reading.call(cancelMyEnrolment, { params: { enrolmentId: id }, as: worker }).finally(() => {
        done = true;
      });
      await untilWaiting(reading, 2, () => done);
    },
  );
  await leaving;
  const { dates } = await reading.call(getMyEnrolment, { params: { enrolmentId: id }, as: worker });
  assert.deepEqual([...new Set(dates.map((date) => date.status))], ['cancelled_early']);
});

test('who has read a course of which a date was made longer is not enrolled by its old end', async () => {
  const series = await createSeries(reading, { plan: { capacity: 5 } });
  const worker = await createWorker(reading);
  const [startsAt = ''] = WEEKS;
  const [sessionId = ''] = series.sessionIds;
  const endsAt = new Date(Date.parse(startsAt) + 2 * 3_600_000).toISOString();
  const answer = await enrolledTooLate(series, worker, async () => {
    const body = { plan: plan(startsAt, { capacity: 5, endsAt }), version: 1 };
    const params = { palaceId: series.palaceId, sessionId };
    await reading.call(changeSession, { params, body, as: series.desk.editor });
  });
  assert.deepEqual(answer, { 'series-changed': 1 });
});
