import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestApp } from '../../../testkit/app.ts';
import type { TestPerson } from '../../../testkit/person.ts';
import { disorder } from '../booking.factory.ts';
import {
  attempt,
  change,
  goesWrong,
  openRaces,
  pauseInserts,
  post,
  replaceLock,
  withServers,
  workers,
} from '../booking.races.factory.ts';
import { createSeries, type TestSeries, WEEKS } from './series.factory.ts';

const app = await openRaces((target) => replaceLock(target, 'for no key update'));

const enrolling = (target: TestApp, series: TestSeries, as: TestPerson) =>
  post(target, `/palaces/${series.palaceId}/activities/${series.activityId}/enrolments`, as);

/** Two courses that share no session but whose sessions interleave, and people who want one seat of each. */
async function rushForOnePlace(target: TestApp, contenders: number) {
  const series = await createSeries(target, { plan: { capacity: 1 } });
  const people = await workers(target, contenders);
  let counts: Record<string, number> = {};
  await withServers(target, 4, async (servers) => {
    counts = await attempt(
      people.map((person, index) => enrolling(servers[index % 4] as TestApp, series, person)),
    );
  });
  return counts;
}

test('of 16 who want the last place in a course, one gets all its sessions', async () => {
  assert.deepEqual(await rushForOnePlace(app, 16), { done: 1, 'capacity-exhausted': 15 });
});

test('control: without lock and constraint the same place is given to several', async () => {
  await goesWrong(
    async (target) => {
      await replaceLock(target, '');
      await change(target, 'alter table pool drop constraint pool_not_oversold');
    },
    async (target) => {
      const counts = await rushForOnePlace(target, 8);
      assert.ok((counts.done ?? 0) > 1, JSON.stringify(counts));
      const broken = (await disorder(target)) as { rule?: string }[];
      assert.ok(broken.some((each) => each.rule === 'pool-within-capacity'));
    },
  );
});

async function enrolTwice(target: TestApp) {
  await pauseInserts(target, 'enrolment');
  const series = await createSeries(target, { plan: { capacity: 9 }, times: WEEKS.slice(0, 2) });
  const [person] = (await workers(target, 1)) as [TestPerson];
  let counts: Record<string, number> = {};
  await withServers(target, 2, async (servers) => {
    counts = await attempt(servers.map((server) => enrolling(server, series, person)));
  });
  return counts;
}

test('a person who enrols twice at once is enrolled once', async () => {
  const counts = await enrolTwice(app);
  assert.equal(counts.done, 1, JSON.stringify(counts));
});

test('control: without keys a person has two places in one course', async () => {
  await goesWrong(
    (target) =>
      change(
        target,
        `drop index enrolment_one_active; drop index booking_one_active;
        alter table person_engagement drop constraint person_not_in_two_places`,
      ),
    async (target) => {
      assert.deepEqual(await enrolTwice(target), { done: 2 });
      const broken = (await disorder(target)) as { rule?: string }[];
      assert.ok(broken.some((each) => each.rule === 'enrolled-once'));
    },
  );
});
