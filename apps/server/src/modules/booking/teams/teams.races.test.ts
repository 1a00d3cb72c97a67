import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestApp } from '../../../testkit/app.ts';
import { createWorker, type TestPerson } from '../../../testkit/person.ts';
import { disorder, type TestSession } from '../booking.factory.ts';
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
import { createTeamSession, makeTeam, NEXT_WEEK, tokenIn } from './teams.factory.ts';

// Every guard has its negative control: the same race on a database from which the guard was taken must go wrong.

const app = await openRaces((target) => pauseInserts(target, 'team_block'));

const rulesBroken = async (target: TestApp) =>
  new Set(((await disorder(target)) as { rule?: string }[]).map((each) => each.rule));

/** A leader asks for teams in two more sessions at once, over two servers, who has one already. */
async function hoard(target: TestApp) {
  const first = await createTeamSession(target);
  const sessions: TestSession[] = [];
  for (const hour of [8, 10]) {
    const startsAt = NEXT_WEEK.replace('T06', `T${String(hour).padStart(2, '0')}`);
    sessions.push(await createTeamSession(target, { desk: first.desk, startsAt }));
  }
  const leader = await createWorker(target);
  await makeTeam(target, first, leader, { joinMyself: false });
  let counts: Record<string, number> = {};
  await withServers(target, 2, async (servers) => {
    counts = await attempt(
      sessions.map(({ palaceId, sessionId }, index) =>
        post(servers[index] as TestApp, `/palaces/${palaceId}/sessions/${sessionId}/teams`, leader, {
          label: '班组',
          seats: 3,
          joinMyself: false,
        }),
      ),
    );
  });
  return counts;
}

test('a leader has two teams at a time, however fast they ask', async () => {
  assert.deepEqual(await hoard(app), { done: 1, 'too-many-teams': 1 });
});

/** The leader's count is locked first: without it and the key both find a place. */
async function unguardLeader(target: TestApp) {
  await pauseInserts(target, 'team_block');
  await change(
    target,
    `drop index team_slot;
    create function no_count() returns trigger language plpgsql as 'begin return null; end';
    create trigger no_count before insert on person_quota for each row execute function no_count()`,
  );
}

test('control: without lock and key a leader has three', async () => {
  await goesWrong(unguardLeader, async (target) => {
    const counts = await hoard(target);
    assert.equal(counts.done, 2, JSON.stringify(counts));
    assert.ok((await rulesBroken(target)).has('team-two-a-leader'));
  });
});

/** Six who have the link want the three seats of a team at once. */
async function rushLink(target: TestApp) {
  const session = await createTeamSession(target);
  const [leader, ...friends] = (await workers(target, 7)) as [TestPerson, ...TestPerson[]];
  const team = await makeTeam(target, session, leader, { seats: 3, joinMyself: false });
  let counts: Record<string, number> = {};
  await withServers(target, 2, async (servers) => {
    counts = await attempt(
      friends.map((friend, index) =>
        post(servers[index % 2] as TestApp, `/me/team-invitations/${tokenIn(team)}/join`, friend),
      ),
    );
  });
  return counts;
}

test('of six who have the link, as many get a seat as the team has', async () => {
  assert.deepEqual(await rushLink(app), { done: 3, 'team-full': 3 });
});

test('control: without the pools’ lock and constraint a team outgrows its seats', async () => {
  await goesWrong(
    async (target) => {
      await replaceLock(target, '');
      await change(target, 'alter table pool drop constraint pool_not_oversold');
    },
    async (target) => {
      const counts = await rushLink(target);
      assert.ok((counts.done ?? 0) > 3, JSON.stringify(counts));
    },
  );
});

test('a leader has a seat of the new team at once, although seats that come free wait elsewhere', async () => {
  await change(
    app,
    `create or replace function pool_reopen_delay() returns interval language sql immutable as
      'select interval ''700 milliseconds'''`,
  );
  const session = await createTeamSession(app);
  const team = await makeTeam(app, session, await createWorker(app), { seats: 2, joinMyself: true });
  assert.equal(team.members.length, 1);
});
