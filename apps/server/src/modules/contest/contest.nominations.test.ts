import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import {
  decideContestEntry,
  declineNomination,
  enterContest,
  getContestEntry,
  getMyContestEntry,
  listMyMessages,
  listMyNominations,
  listUnionContests,
  listUnionNominations,
  nominate,
  previewNominations,
  putMyEntryVideo,
  withdrawNomination,
} from '@wengong/contract';
import { createOfficer, createWorker, type TestPerson } from '../../testkit/person.ts';
import { createUnion } from '../booking/allotments/allotments.factory.ts';
import { signInByPhone } from '../identity/sign-in.factory.ts';
import { createPublicVideo } from '../media/media.factory.ts';
import { findPalace } from '../network/index.ts';
import { type ContestDesk, createContestDesk, enter, keyOf, vote } from './contest.factory.ts';
import { openContests } from './open-contests.factory.ts';

const app = await openContests();

interface Nominating {
  readonly desk: ContestDesk;
  readonly officer: TestPerson;
  readonly params: { unionId: string; palaceId: string; contestId: string };
}

async function createNominating(): Promise<Nominating> {
  const desk = await createContestDesk(app, { entrants: ['person', 'union'], entrantsMembers: true });
  const palace = await findPalace(app.deps.db.reader, desk.palaceId);
  const unionId = await createUnion(app, palace?.union_id ?? '', '测试造船厂工会');
  return { desk, officer: await createOfficer(app, unionId), params: { ...keyOf(desk), unionId } };
}

const csv = (...rows: readonly (readonly string[])[]): string =>
  Buffer.from(['姓名,手机号,组别,作品名称', ...rows.map((row) => row.join(','))].join('\r\n')).toString(
    'base64',
  );

const freshPhone = () => `137${String(randomInt(1e8)).padStart(8, '0')}`;

test('a roster is looked over row by row, nominates all or none, and who is nominated enters with one step', async () => {
  const { desk, officer, params } = await createNominating();
  const [known, taken] = [await createWorker(app), await createWorker(app)];
  const later = freshPhone();
  const file = csv(
    ['王建国', known.phone, '歌唱', '《焊花》'],
    ['', freshPhone(), '歌唱', '甲'],
    ['李梅', '12345', '歌唱', '乙'],
    ['赵强', freshPhone(), '杂技', '丙'],
    ['孙丽', freshPhone(), 'Song', ''],
    ['王建国', known.phone, 'song', '焊花（二）'],
    ['周敏', later, '直播带货', '好物'],
    ['吴军', taken.phone, '歌唱', '夜班'],
  );
  const preview = { params, body: { file }, as: officer };
  const seen = await app.call(previewNominations, preview);
  assert.deepEqual(
    seen.rows.map(({ row, verdict }) => [row, verdict]),
    [
      [2, 'ok'],
      [3, 'name-missing'],
      [4, 'phone-invalid'],
      [5, 'category-unknown'],
      [6, 'title-missing'],
      [7, 'twice-in-file'],
      [8, 'invite'],
      [9, 'ok'],
    ],
  );
  assert.ok(seen.rows.every((row) => (row.message === '') === (row.verdict === 'ok')));
  const bad = { params, body: { file, hash: seen.hash, rows: [2, 3] }, as: officer };
  assert.equal((await app.refused(nominate, bad)).code, 'nomination-roster-changed');
  assert.equal((await app.call(listUnionNominations, { params, as: officer })).items.length, 0);
  const good = { params, body: { file, hash: seen.hash, rows: [2, 8, 9] }, as: officer };
  assert.deepEqual(await app.call(nominate, good), { nominated: 3, told: 2 });
  assert.equal((await app.refused(nominate, good)).code, 'nomination-roster-changed');
  await app.settle();
  await enterAndDecline({ desk, officer, params }, { known, taken });
  const newcomer = await signInByPhone(app, later);
  await app.settle();
  const [hers] = (await app.call(listMyMessages, { query: {}, as: newcomer })).items;
  assert.equal(hers?.title, '工会推荐您参赛');
  const list = await app.call(listUnionNominations, { params, as: officer });
  assert.deepEqual(
    list.items.map((item) => [item.name, item.state, item.entryState]).toSorted(),
    [
      ['吴军', 'declined', null],
      ['周敏', 'waiting', null],
      ['王建国', 'accepted', 'waiting'],
    ].toSorted(),
  );
  const nominationId = list.items.find((item) => item.state === 'waiting')?.id ?? '';
  await app.call(withdrawNomination, { params: { ...params, nominationId }, as: officer });
  const { items } = await app.call(listUnionContests, { params: { unionId: params.unionId }, as: officer });
  assert.deepEqual(items.find((item) => item.contestId === desk.contestId)?.nominations, {
    waiting: 0,
    accepted: 1,
    declined: 1,
    withdrawn: 1,
  });
});

/** Who is nominated enters in the nominated category, once; somebody else declines. */
async function enterAndDecline(
  { desk }: Nominating,
  { known, taken }: { known: TestPerson; taken: TestPerson },
): Promise<void> {
  const told = await app.call(listMyMessages, { query: {}, as: known });
  assert.deepEqual(
    told.items.map((item) => [item.title, item.link]),
    [['工会推荐您参赛', '/me/contest']],
  );
  const [mine] = (await app.call(listMyNominations, { as: known })).items;
  assert.deepEqual([mine?.title, mine?.unionName, mine?.categoryName], ['焊花', '测试造船厂工会', '歌唱']);
  const body = {
    category: 'live',
    entrantKind: 'person' as const,
    entrantName: '王建国',
    title: '焊花',
    nominationId: mine?.id ?? '',
  };
  assert.equal((await app.refused(enterContest, { params: keyOf(desk), body, as: taken })).status, 404);
  const entry = await app.call(enterContest, { params: keyOf(desk), body, as: known });
  assert.deepEqual(
    [entry.category, entry.entrantKind, entry.unionName, entry.mayChangeVideo],
    ['song', 'union', '测试造船厂工会', true],
  );
  assert.equal((await app.refused(enterContest, { params: keyOf(desk), body, as: known })).status, 404);
  const alone = { ...body, entrantKind: 'union' as const, nominationId: null };
  assert.equal(
    (await app.refused(enterContest, { params: keyOf(desk), body: alone, as: taken })).code,
    'nomination-needed',
  );
  const [other] = (await app.call(listMyNominations, { as: taken })).items;
  await app.call(declineNomination, { params: { nominationId: other?.id ?? '' }, as: taken });
}

test('only officers of the union nominate for it, and only where unions may', async () => {
  const { officer, params } = await createNominating();
  const file = csv(['王建国', freshPhone(), '歌唱', '焊花']);
  const stranger = await createNominating();
  for (const as of [stranger.officer, await createWorker(app), stranger.desk.director]) {
    const { status } = await app.refused(previewNominations, { params, body: { file }, as });
    assert.ok(status === 403 || status === 404);
  }
  const closed = await createContestDesk(app);
  const elsewhere = { ...keyOf(closed), unionId: params.unionId };
  const refused = await app.refused(previewNominations, { params: elsewhere, body: { file }, as: officer });
  assert.equal(refused.code, 'nominations-closed');
  const columns = {
    params,
    body: { file: Buffer.from('姓名,手机号\n甲,1').toString('base64') },
    as: officer,
  };
  assert.equal((await app.refused(previewNominations, columns)).code, 'nomination-columns');
});

test('a recording is added later; an approved entry whose recording changes is looked at again and keeps its votes', async () => {
  const desk = await createContestDesk(app);
  const entry = await enter(app, desk);
  await vote(app, desk, entry.id, await createWorker(app));
  const { entrant } = entry;
  const [clip, better] = [
    await createPublicVideo(app, entrant.personId, desk.palaceId),
    await createPublicVideo(app, entrant.personId, desk.palaceId),
  ];
  const put = (assetId: string, as: TestPerson = entrant) => ({
    params: { entryId: entry.id },
    body: { assetId },
    as,
  });
  const params = { ...keyOf(desk), entryId: entry.id };
  const changed = await app.call(putMyEntryVideo, put(clip));
  assert.deepEqual([changed.state, changed.assetId, changed.votes], ['waiting', clip, 1]);
  assert.equal((await app.refused(getContestEntry, { params })).status, 404);
  assert.equal((await app.refused(putMyEntryVideo, put(better, await createWorker(app)))).status, 404);
  const stolen = await createPublicVideo(app, (await createWorker(app)).personId, desk.palaceId);
  assert.equal((await app.refused(putMyEntryVideo, put(stolen))).status, 404);
  await app.call(decideContestEntry, { params, body: { decision: 'approve' }, as: desk.reviewer });
  assert.deepEqual((await app.call(getContestEntry, { params })).votes, 1);
  await app.call(decideContestEntry, {
    params,
    body: { decision: 'take_down', note: '画面不清' },
    as: desk.reviewer,
  });
  const mine = await app.call(getMyContestEntry, { params: { entryId: entry.id }, as: entrant });
  assert.equal(mine.mayChangeVideo, false);
  assert.equal((await app.refused(putMyEntryVideo, put(better))).code, 'contest-video-fixed');
});
