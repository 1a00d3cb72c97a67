import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  castContestVote,
  decideContestEntry,
  getContestEntry,
  getContestEntryShare,
  getMyContestEntry,
  listContestEntries,
  setVideoVisibility,
} from '@wengong/contract';
import type { TestApp } from '../../testkit/app.ts';
import { createWorker } from '../../testkit/person.ts';
import { change, goesWrong } from '../booking/booking.races.factory.ts';
import {
  type ContestDesk,
  createContestDesk,
  disorder,
  enter,
  gateWrites,
  keyOf,
  meetAtGate,
  vote,
} from './contest.factory.ts';
import { enterFilmed } from './filmed.factory.ts';
import { dealGallery } from './gallery/gallery.store.ts';
import { openContests } from './open-contests.factory.ts';

const app = await openContests();

const setVideo = (target: TestApp, desk: ContestDesk, videoId: string, visibility: 'public' | 'taken_down') =>
  target.call(setVideoVisibility, {
    params: { palaceId: desk.palaceId, videoId },
    body: { visibility, reason: visibility === 'public' ? '' : '画面里有他人的肖像' },
    as: desk.director,
  });

const shownIn = async (target: TestApp, desk: ContestDesk, query: object = {}): Promise<string[]> => {
  const page = await target.call(listContestEntries, { params: keyOf(desk), query });
  return page.items.map((item) => item.id);
};

test('an entry leaves gallery and round with its recording, says why, and comes back with its votes', async () => {
  const desk = await createContestDesk(app);
  const { entryId, videoId, entrant } = await enterFilmed(app, desk);
  const params = { ...keyOf(desk), entryId };
  const [early, late] = [await createWorker(app), await createWorker(app)];
  await vote(app, desk, entryId, early);
  await setVideo(app, desk, videoId, 'taken_down');
  await app.settle();
  for (const query of [{}, { category: 'song' }, { order: 'votes' }, { order: 'number' }, { q: '早晨' }])
    assert.deepEqual(await shownIn(app, desk, query), [], JSON.stringify(query));
  assert.equal((await app.refused(castContestVote, { params, as: late })).code, 'entry-not-in-round');
  const page = await app.call(getContestEntry, { params });
  assert.deepEqual(
    [page.clipDown, page.votingOpen, page.playback, page.poster, page.votes],
    [true, false, null, null, 1],
  );
  assert.equal((await app.refused(getContestEntryShare, { params })).status, 404);
  const mine = await app.call(getMyContestEntry, { params: { entryId }, as: entrant });
  assert.deepEqual([mine.state, mine.clipDown], ['approved', '画面里有他人的肖像']);
  await setVideo(app, desk, videoId, 'public');
  await app.settle();
  assert.deepEqual(await shownIn(app, desk, { category: 'song' }), [entryId]);
  assert.equal((await vote(app, desk, entryId, late)).votes, 2);
  assert.equal((await app.call(getContestEntry, { params })).clipDown, false);
  // News that comes late finds the recording as it is by then.
  await setVideo(app, desk, videoId, 'taken_down');
  await setVideo(app, desk, videoId, 'public');
  await app.settle();
  assert.equal((await app.call(getContestEntry, { params })).votingOpen, true);
});

const gateDealing = (target: TestApp) =>
  gateWrites(target, 'insert on contest_gallery', "new.dealt > 0 and new.scope = ''");

/** An entry is approved while the gallery is being dealt; how many of two it shows then. */
async function approveWhileDealing(target: TestApp): Promise<number> {
  const desk = await createContestDesk(target);
  await enter(target, desk);
  const { id } = await enter(target, desk, { approve: false });
  const params = { ...keyOf(desk), entryId: id };
  const approval = { params, body: { decision: 'approve' as const }, as: desk.reviewer };
  await meetAtGate<unknown>(target, [
    () => target.deps.db.transact((tx) => dealGallery(tx, keyOf(desk), target.clock.now())),
    () => target.call(decideContestEntry, approval),
  ]);
  return (await shownIn(target, desk)).length;
}

test('the first entry is in the gallery at once; none falls between while it is dealt', async () => {
  const desk = await createContestDesk(app);
  const { id } = await enter(app, desk, { category: 'live' });
  assert.deepEqual(await shownIn(app, desk), [id]);
  assert.deepEqual(await shownIn(app, desk, { category: 'live' }), [id]);
  assert.deepEqual(await shownIn(app, desk, { category: 'song' }), []);
  await gateDealing(app);
  assert.equal(await approveWhileDealing(app), 2);
});

test('control: an entry that stays in its round takes votes, and without the lock entries fall out of the gallery', async () => {
  await goesWrong(
    async (target) => {
      await gateDealing(target);
      await change(
        target,
        `create or replace function lock_contest_gallery(contest uuid) returns void language sql as 'select'`,
      );
      await change(
        target,
        `create function stays() returns trigger language plpgsql as 'begin return null; end';
        create trigger stays before update of accepting on contest_tally for each row
          when (not new.accepting) execute function stays()`,
      );
    },
    async (target) => {
      const desk = await createContestDesk(target);
      const { entryId, videoId } = await enterFilmed(target, desk);
      await setVideo(target, desk, videoId, 'taken_down');
      await target.settle();
      assert.equal((await vote(target, desk, entryId, await createWorker(target))).votes, 1);
      assert.deepEqual(await disorder(target), ['contest-clip-down']);
      assert.ok((await approveWhileDealing(target)) < 2);
    },
  );
});
