import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeContestRound, getStaffContest } from '@wengong/contract';
import { sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createStaff, openSession, type TestPerson } from '../../testkit/person.ts';
import { type ContestDesk, createContestDesk, definition, enter, keyOf, round } from './contest.factory.ts';
import { openContests } from './open-contests.factory.ts';

const app = await openContests();
const start = app.clock.now();

type Plan = ReturnType<typeof definition>;

async function faultsOf(plan: Plan): Promise<Record<string, string>> {
  const palace = await createPalace(app);
  const as = await createStaff(app, palace.id, ['director']);
  const { fields } = await send('POST', `/api/v1/palaces/${palace.id}/desk/contests`, { as, body: plan });
  return Object.fromEntries(fields.map(({ path, message }) => [path, message]));
}

/** What a refused write says. */
async function send(
  method: 'POST' | 'PUT',
  url: string,
  { as, body }: { readonly as: TestPerson; readonly body: object },
): Promise<{ code: string; detail: string; fields: { path: string; message: string }[] }> {
  const headers = { cookie: as.cookie, 'idempotency-key': newId(), 'accept-language': 'zh' };
  return (await app.inject({ method, url, headers, payload: body })).json();
}

test('every mistake is told at once, with its round, prize or question, in people’s words', async () => {
  const [heats, final] = definition(start).rounds as [Plan['rounds'][0], Plan['rounds'][0]];
  const faults = await faultsOf(
    definition(start, {
      title: '',
      entriesCloseAt: new Date(start.getTime() + 90 * 86_400_000).toISOString(),
      fields: [{ key: 'q1', label: '声部', labelEn: '', type: 'choice', required: true, choices: ['高音'] }],
      rounds: [
        { ...heats, voteShare: 60 },
        { ...final, startsAt: heats.startsAt, judging: { ...judgingOf(final), criteria: [criterion(70)] } },
      ],
      prizes: [prize('a', 1, 2), prize('b', 2, 2), prize('c', 4, 3), prize('d', 5, 9)],
    }),
  );
  assert.deepEqual(Object.keys(faults).sort(), [
    'entriesCloseAt',
    'fields.0.choices',
    'prizes.1.from',
    'prizes.2.to',
    'prizes.3.to',
    'rounds.0.voteShare',
    'rounds.1.judging.criteria',
    'rounds.1.startsAt',
    'title',
  ]);
  for (const [path, message] of Object.entries(faults)) assert.match(message, /\p{Script=Han}/u, path);
});

const criterion = (weight: number) => ({ key: 'skill', name: '技艺', nameEn: '', weight });
const prize = (key: string, from: number, to: number) => ({
  ...{ key, name: key, nameEn: '', reward: '', rewardEn: '' },
  from,
  to,
});
function judgingOf(of: Plan['rounds'][0]) {
  assert.ok(of.judging);
  return of.judging;
}

test('of a published contest the round that has begun is named, and what was not understood changes nothing', async () => {
  const desk = await createContestDesk(app);
  const old = definition(start);
  const [heats, final] = old.rounds as [Plan['rounds'][0], Plan['rounds'][0]];
  const url = `/api/v1/palaces/${desk.palaceId}/desk/contests/${desk.contestId}/definition`;
  const body = { version: 1, definition: { ...old, rounds: [{ ...heats, votesADay: 9 }, final] } };
  const refused = await send('PUT', url, { as: desk.director, body });
  assert.equal(refused.code, 'contest-round-begun');
  assert.match(refused.detail, /“海选”/);
  const kept = await app.call(getStaffContest, { params: keyOf(desk), as: desk.director });
  assert.deepEqual([kept.version, kept.definition.rounds[0]?.votesADay], [1, heats.votesADay]);
});

/** What a contest was given before entries had to close before its first round ends. */
async function letEntriesInLate(desk: ContestDesk, until: string): Promise<void> {
  await app.deps.db.transact(async (tx) => {
    await sql`insert into contest_version (palace_id, contest_id, version, definition, created_by, created_at)
      select palace_id, contest_id, 2, jsonb_set(definition, '{entriesCloseAt}', to_jsonb(${until}::text)), created_by,
        created_at from contest_version where contest_id = ${desk.contestId}`.execute(tx);
    await sql`update contest set version = 2 where id = ${desk.contestId}`.execute(tx);
  });
}

test('a round that is closed is not put off, and nobody enters after the first, whatever an older definition says', async () => {
  const rounds = [round(start, -1, 2), round(start, 6, 2, { kind: 'semi', name: '复赛' })];
  const days = (count: number) => new Date(start.getTime() + count * 86_400_000 + 1000);
  const desk = await createContestDesk(app, { rounds });
  await letEntriesInLate(desk, days(5).toISOString());
  await enter(app, desk);
  app.clock.set(days(1));
  const director = { ...desk.director, cookie: await openSession(app, desk.director.personId, true) };
  await app.call(closeContestRound, { params: { ...keyOf(desk), round: 0 }, as: director });
  await assert.rejects(enter(app, desk), /contest-entries-closed/);
  const later = definition(start, {
    rounds: [{ ...rounds[0], endsAt: days(3).toISOString() }, rounds[1]] as Plan['rounds'],
  });
  const url = `/api/v1/palaces/${desk.palaceId}/desk/contests/${desk.contestId}/definition`;
  const refused = await send('PUT', url, { as: director, body: { version: 2, definition: later } });
  assert.equal(refused.code, 'contest-round-begun');
  app.clock.set(start);
});

test('entries close before the first round ends: an entry that came later would be in no round', async () => {
  const rounds = [round(start, -1, 4)];
  const late = new Date(start.getTime() + 4 * 86_400_000).toISOString();
  assert.deepEqual(Object.keys(await faultsOf(definition(start, { rounds, entriesCloseAt: late }))), [
    'entriesCloseAt',
  ]);
});
