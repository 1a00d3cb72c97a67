import {
  type ContestDefinition,
  type ContestRound,
  castContestVote,
  createContest,
  decideContestEntry,
  decideReviewItem,
  enterContest,
  publishContest,
} from '@wengong/contract';
import { sql } from 'kysely';
import type { TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createStaff, createWorker, type TestPerson } from '../../testkit/person.ts';
import { change, untilWaiting } from '../booking/booking.races.factory.ts';
import { checkContests } from './invariants.store.ts';

export interface ContestDesk {
  readonly palaceId: string;
  readonly contestId: string;
  readonly director: TestPerson;
  readonly reviewer: TestPerson;
}

const DAY = 86_400_000;
const at = (start: Date, days: number) => new Date(start.getTime() + days * DAY).toISOString();

/** A round from so many days after `start`, for so many. */
export const round = (start: Date, from: number, days: number, overrides: Partial<ContestRound> = {}) => ({
  kind: 'heats' as const,
  name: '海选',
  nameEn: 'Heats',
  startsAt: at(start, from),
  endsAt: at(start, from + days),
  votesADay: 3,
  voteShare: 100,
  voteScale: 'share_of_best' as const,
  judging: null,
  advance: 2,
  ...overrides,
});

export const judging = {
  criteria: [
    { key: 'skill', name: '技巧', nameEn: 'Skill', weight: 60 },
    { key: 'stage', name: '台风', nameEn: 'Presence', weight: 40 },
  ],
  blind: true,
  dropExtremes: true,
  scoresNeeded: 1,
};

/** Heats by votes from today for ten days, then a final by votes and experts for ten more. */
export function definition(start: Date, overrides: Partial<ContestDefinition> = {}): ContestDefinition {
  const [first] = overrides.rounds ?? [];
  const days = at(start, 5);
  return {
    title: '职工才艺大赛',
    titleEn: 'Workers’ talent contest',
    summary: '',
    summaryEn: '',
    rules: '',
    rulesEn: '',
    categories: [
      { key: 'song', kind: 'song', name: '歌唱', nameEn: 'Song' },
      { key: 'live', kind: 'live_commerce', name: '直播带货', nameEn: 'Live commerce' },
    ],
    fields: [],
    entrants: ['person', 'family', 'team'],
    entrantsMembers: false,
    votersMembers: false,
    entriesAPerson: 3,
    peopleAnEntry: 10,
    entriesOpenAt: at(start, -1),
    entriesCloseAt: first !== undefined && first.endsAt < days ? first.endsAt : days,
    rounds: [
      round(start, -1, 11),
      round(start, 10, 10, {
        kind: 'final',
        name: '决赛',
        nameEn: 'Final',
        voteShare: 40,
        judging,
        advance: 2,
      }),
    ],
    prizes: [{ key: 'gold', name: '金奖', nameEn: 'Gold', from: 1, to: 1, reward: '', rewardEn: '' }],
    ...overrides,
  };
}

/** A palace with a contest that is published. */
export async function createContestDesk(
  app: TestApp,
  overrides: Partial<ContestDefinition> = {},
): Promise<ContestDesk> {
  const palace = await createPalace(app);
  const director = await createStaff(app, palace.id, ['director']);
  const reviewer = await createStaff(app, palace.id, ['reviewer']);
  const params = { palaceId: palace.id };
  const body = definition(app.clock.now(), overrides);
  const contest = await app.call(createContest, { params, body, as: director });
  const key = { palaceId: palace.id, contestId: contest.id };
  await app.call(publishContest, { params: key, as: director });
  return { ...key, director, reviewer };
}

export const keyOf = (desk: ContestDesk) => ({ palaceId: desk.palaceId, contestId: desk.contestId });

/** Enters and, unless `approve` is false, has it approved. */
export async function enter(
  app: TestApp,
  desk: ContestDesk,
  entry: { as?: TestPerson; title?: string; category?: string; approve?: boolean } = {},
): Promise<{ id: string; number: number; entrant: TestPerson }> {
  const entrant = entry.as ?? (await createWorker(app));
  const made = await app.call(enterContest, {
    params: keyOf(desk),
    body: {
      category: entry.category ?? 'song',
      entrantKind: 'person',
      entrantName: '测试选手',
      title: entry.title ?? '我和我的车间',
    },
    as: entrant,
  });
  if (entry.approve !== false) {
    const params = { ...keyOf(desk), entryId: made.id };
    const body = { decision: 'approve' as const };
    const { state } = await app.call(decideContestEntry, { params, body, as: desk.reviewer });
    // A final's entries need two people.
    if (state === 'waiting') await app.call(decideContestEntry, { params, body, as: desk.director });
  }
  return { id: made.id, number: made.number, entrant };
}

/** Gives an entry a recording that is public already. */
export const giveRecording = (app: TestApp, entryId: string, videoId: string): Promise<unknown> =>
  app.deps.db.transact((tx) =>
    sql`update contest_entry set asset_id = ${videoId} where id = ${entryId}`.execute(tx),
  );

export const vote = (app: TestApp, desk: ContestDesk, entryId: string, as: TestPerson) =>
  app.call(castContestVote, { params: { ...keyOf(desk), entryId }, as });

/** So many workers vote for an entry, one vote each. */
export async function manyVote(
  app: TestApp,
  desk: ContestDesk,
  entryId: string,
  count: number,
): Promise<void> {
  const voters = await Promise.all(Array.from({ length: count }, () => createWorker(app)));
  await Promise.all(voters.map((voter) => vote(app, desk, entryId, voter)));
}

/** Runs one of the module’s jobs. */
export async function runJob(app: TestApp, name: string): Promise<void> {
  const job = app.modules.flatMap((module) => module.jobs ?? []).find((each) => each.name === name);
  if (job === undefined) throw new Error(`no job ${name}`);
  await job.run({} as never, app.deps);
}

/** The item under which reviewers decide about an entry. */
export async function reviewItemOf(app: TestApp, entryId: string): Promise<string> {
  const { rows } = await app.deps.db.transact((tx) =>
    sql<{ id: string }>`select id from moderation_item where subject_id = ${entryId}`.execute(tx),
  );
  return rows[0]?.id ?? '';
}

/** Two reviewers approve entries of a final, whose news may not have come. */
export async function reviewFinal(
  app: TestApp,
  desk: ContestDesk,
  entries: readonly { readonly id: string }[],
): Promise<void> {
  await runJob(app, 'contest.ask-final-reviews');
  for (const as of [
    await createStaff(app, desk.palaceId, ['reviewer']),
    await createStaff(app, desk.palaceId, ['reviewer']),
  ]) {
    for (const { id } of entries) {
      const params = { palaceId: desk.palaceId, itemId: await reviewItemOf(app, id) };
      await app.call(decideReviewItem, { params, body: { verdict: 'approve' }, as });
    }
  }
}

/** Writers named to `gateWrites` wait here while a test holds it. */
const GATE = 4711;

/** Makes some writes wait at the gate: `when` is e.g. `insert on contest_nomination`. */
export const gateWrites = (target: TestApp, when: string, condition = 'true') =>
  change(
    target,
    `create or replace function wait_at_gate() returns trigger language plpgsql as
      'begin perform pg_advisory_xact_lock_shared(${GATE}); return new; end';
    create trigger wait_at_gate before ${when} for each row when (${condition}) execute function wait_at_gate()`,
  );

/**
 * Begins each piece of work once those before it wait, at the gate or for somebody's lock, or are over; then opens the
 * gate and waits for all of them. So contenders meet on the slowest machine.
 */
export async function meetAtGate<T>(target: TestApp, works: readonly (() => Promise<T>)[]): Promise<T[]> {
  let over = 0;
  const begun: Promise<T>[] = [];
  await target.deps.db.transact(async (gate) => {
    await sql`select pg_advisory_xact_lock(${GATE})`.execute(gate);
    for (const [index, work] of works.entries()) {
      begun.push(work().finally(() => over++));
      await untilWaiting(target, index + 1, () => over > 0);
    }
  });
  return Promise.all(begun);
}

/** Rules that are broken. */
export const disorder = async (app: TestApp): Promise<string[]> =>
  (await checkContests(app.deps.db.reader)).map((drift) => drift.rule);
