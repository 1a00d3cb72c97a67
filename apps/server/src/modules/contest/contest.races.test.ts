import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { castContestVote, listContestStandings } from '@wengong/contract';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createWorker } from '../../testkit/person.ts';
import { change, goesWrong, withServers } from '../booking/booking.races.factory.ts';
import { createContestDesk, disorder, enter, keyOf, round } from './contest.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());
afterEach(async () => assert.deepEqual(await disorder(app), []));

/** Six people vote for each of four entries on three servers, all at once; each may give two votes a day. Gives how many count. */
async function voteAtOnce(target: TestApp): Promise<{ counted: number; perPerson: number }> {
  const desk = await createContestDesk(target, {
    rounds: [round(target.clock.now(), -1, 11, { votesADay: 2 })],
  });
  const entries = await Promise.all(Array.from({ length: 4 }, () => enter(target, desk)));
  const voters = await Promise.all(Array.from({ length: 6 }, () => createWorker(target)));
  await withServers(target, 3, async (servers) => {
    const path = castContestVote.path;
    await Promise.all(
      servers.flatMap((server) =>
        voters.flatMap((voter) =>
          entries.map((entry) =>
            server.inject({
              method: 'POST',
              url: path
                .replace(':palaceId', desk.palaceId)
                .replace(':contestId', desk.contestId)
                .replace(':entryId', entry.id),
              headers: { cookie: voter.cookie },
            }),
          ),
        ),
      ),
    );
  });
  const standings = await target.call(listContestStandings, {
    params: { ...keyOf(desk), round: 0 },
    query: {},
  });
  const counted = standings.items.reduce((sum, each) => sum + each.votes, 0);
  return { counted, perPerson: counted / voters.length };
}

test('votes that meet on several servers are counted exactly, and nobody has more than they may', async () => {
  assert.deepEqual(await voteAtOnce(app), { counted: 12, perPerson: 2 });
});

test('control: without the round’s lock and the keys the chain breaks and people vote too often', async () => {
  await goesWrong(
    async (target) => {
      await change(
        target,
        `create or replace function lock_contest_round(palace uuid, contest uuid, number integer)
          returns setof contest_round language plpgsql volatile as $$
          begin
            return query select * from contest_round r
              where r.palace_id = palace and r.contest_id = contest and r.round = number;
          end $$`,
      );
      await change(
        target,
        'alter table contest_vote_void drop constraint contest_vote_void_palace_id_contest_id_round_seq_fkey',
      );
      await change(target, 'alter table contest_vote drop constraint contest_vote_seq');
      await change(target, 'alter table contest_vote drop constraint contest_vote_once');
      await change(target, 'alter table contest_vote_batch drop constraint contest_vote_batch_once');
      await change(target, 'alter table contest_voter_day drop constraint contest_votes_a_day');
      // Each server's first batch has looked before any of them is written.
      await change(
        target,
        `create function pause() returns trigger language plpgsql as
          'begin perform pg_sleep(0.8); return new; end';
        create trigger pause before insert on contest_vote_batch for each row when (new.batch = 1)
          execute function pause()`,
      );
    },
    async (target) => {
      await voteAtOnce(target);
      const broken = await disorder(target);
      assert.ok(broken.includes('contest-chain') || broken.includes('contest-head'), String(broken));
      assert.ok(broken.includes('contest-votes-a-day'), String(broken));
    },
  );
});
