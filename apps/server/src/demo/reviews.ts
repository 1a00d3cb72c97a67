import { sql } from 'kysely';
import { HeldClock } from '../kernel/clock.ts';
import type { Tx } from '../kernel/db.ts';
import { askForFinalReview, submitForReview } from '../modules/moderation/index.ts';
import { HOUR, later } from './calendar.ts';
import { filmOf, insertFilm } from './films.ts';
import { insertRows } from './rows.ts';
import { Seed } from './seed.ts';
import type { DemoVideos } from './videos.ts';

/** Clips that wait in Chengdu, the oldest first; some of their words are on the lists. */
const WAITING: readonly [title: string, about: string][] = [
  ['铁道线上的口琴', '夜班巡道休息时录的一段口琴，路过的列车也成了伴奏。'],
  ['食堂大姐的剪纸', '十分钟剪出一条龙，加薇信可以学剪纸。'],
  ['焊花里的摇滚', '焊工班组的乐队，第一次在车间里排练。'],
  ['外卖站点的快板', '把安全骑行编成快板，大家一起打。'],
  ['工地上的太极', '早班前的十五分钟，师傅带着我们打一套。'],
  ['绣娘双面绣', '线上直播间有内 部 價，喜欢的工友来看看。'],
  ['公交车长的口技', '学一学我每天听到的声音：刷卡、报站、雨刮器。'],
  ['纺织厂的民谣', '歌词写的是夜班，曲子是女儿写的。'],
];

/** Word, what happens, by sound as well. Those of the nation hold everywhere. */
const NATION = [
  ['刷单返利', 'block', false],
  ['代开发票', 'block', false],
  ['网络赌博', 'block', false],
  ['内部价', 'note', false],
] as const;
const PALACE = [
  ['微信', 'hold', true],
  ['扫码领钱', 'hold', false],
] as const;

/** Writes what was reviewed of videos and entries so far, and in Chengdu a queue with one of each kind of task. */
export async function writeReviews(tx: Tx, { calendar, palaces, workers }: DemoVideos): Promise<void> {
  await writeDecided(tx);
  const palace = palaces.find((one) => one.content.slug === 'chengdu');
  if (palace === undefined) return;
  await writeWords(tx, palace.id, palace.staff.director, later(calendar.now, -90 * 24 * HOUR));
  const film = await filmOf('clip');
  for (const [index, [title, about]] of WAITING.entries()) {
    const at = later(calendar.now, -(WAITING.length - index) * 2 * HOUR);
    const owner = workers[index * 11 + 5]?.id;
    if (owner === undefined) continue;
    const key = { palace_id: palace.id, asset_id: new Seed(`waiting clip ${title}`).id(at) };
    const said = {
      title,
      titleEn: '',
      description: about,
      descriptionEn: '',
      ai: 'none',
      purpose: 'clip',
    } as const;
    await insertFilm(tx, { ...said, key, owner, at, film });
    await submitForReview(
      tx,
      { clock: new HeldClock(at) },
      {
        palaceId: palace.id,
        kind: 'video',
        subjectId: key.asset_id,
        ownerId: owner,
        title,
        texts: [
          { field: 'title', text: title },
          { field: 'description', text: about },
        ],
      },
    );
  }
  const reporters = workers.slice(200, 203).map((worker) => worker.id);
  await writeTrouble(tx, palace.id, palace.staff.director, reporters, calendar.now);
}

/** Entries of a final, each approved by one reviewer for the gallery and by two for the final. */
export async function writeFinalReviews(
  tx: Tx,
  entryIds: readonly string[],
  { first, second, at }: { readonly first: string; readonly second: string; readonly at: Date },
): Promise<void> {
  await sql`insert into moderation_item (palace_id, id, kind, subject_id, owner_id, title, state, task_no, eyes, outcome,
      submitted_at, decided_at)
    select palace_id, id, 'contest-entry', id, person_id, title, 'approved', 2, 2, 'approve', entered_at, ${at}
    from contest_entry where id = any (${[...entryIds]}::uuid[])`.execute(tx);
  await sql`insert into moderation_decision (palace_id, item_id, seq, task, task_no, verdict, reviewer_id, waited_s, at)
    select e.palace_id, e.id, d.seq, d.task, d.task_no, 'approve', d.by, 1800,
      case d.task when 'first' then e.decided_at else ${at}::timestamptz end
    from contest_entry e cross join (values (1, 'first', 1, ${first}::uuid), (2, 'final', 2, ${first}::uuid),
      (3, 'final', 2, ${second}::uuid)) as d (seq, task, task_no, by)
    where e.id = any (${[...entryIds]}::uuid[])`.execute(tx);
}

/** Everything shown was approved by its palace's reviewer; what waits has its item. */
async function writeDecided(tx: Tx): Promise<void> {
  await sql`insert into moderation_item (palace_id, id, kind, subject_id, owner_id, title, texts, state, task, task_no,
      outcome, submitted_at, waiting_since, decided_at)
    select palace_id, id, 'contest-entry', id, person_id, title,
      jsonb_build_array(jsonb_build_object('field', 'title', 'text', title),
        jsonb_build_object('field', 'entrantName', 'text', entrant_name),
        jsonb_build_object('field', 'description', 'text', description)),
      state, case when state = 'waiting' then 'first' end, 1, case when state = 'approved' then 'approve' end,
      entered_at, case when state = 'waiting' then entered_at end, decided_at
    from contest_entry on conflict do nothing`.execute(tx);
  await sql`insert into moderation_item (palace_id, id, kind, subject_id, owner_id, title, texts, state, task_no,
      outcome, submitted_at, decided_at)
    select palace_id, id, 'video', id, owner_id, title,
      jsonb_build_array(jsonb_build_object('field', 'title', 'text', title)), 'approved', 1, 'approve', ready_at,
      published_at
    from media_asset v where purpose = 'clip' and visibility = 'public'
      and not exists (select from contest_entry e where e.asset_id = v.id)`.execute(tx);
  await sql`insert into moderation_decision (palace_id, item_id, seq, task, task_no, verdict, reviewer_id, waited_s, at)
    select i.palace_id, i.id, 1, 'first', 1, 'approve', r.person_id, 1800, i.decided_at
    from moderation_item i
      join lateral (select person_id from palace_role where palace_id = i.palace_id and role = 'reviewer'
        and person_id is distinct from i.owner_id order by person_id limit 1) r on true
    where i.state = 'approved' and i.task_no = 1`.execute(tx);
}

async function writeWords(tx: Tx, palaceId: string, by: string, at: Date): Promise<void> {
  const { rows } = await sql<{ id: string; person_id: string }>`select u.id, r.person_id from union_node u
    join union_role r on r.union_id = u.id where u.parent_id is null order by r.person_id limit 1`.execute(
    tx,
  );
  const [nation] = rows;
  const lists = [
    ...(nation === undefined ? [] : [{ id: nation.id, by: nation.person_id, words: NATION }]),
    { id: palaceId, by, words: PALACE },
  ];
  for (const list of lists) {
    await insertRows(
      tx,
      'moderation_word',
      list.words.map(([word, action, sound]) => ({
        list_id: list.id,
        form: word,
        word,
        action,
        sound,
        note: '',
        added_by: list.by,
        added_at: at,
      })),
    );
    await insertRows(tx, 'moderation_word_list', [
      { list_id: list.id, revision: 1, words: list.words.length },
    ]);
  }
}

/** One clip was reported by three, one was rejected and appeals, one entry of the final needs two people. */
async function writeTrouble(
  tx: Tx,
  palaceId: string,
  director: string,
  reporters: readonly string[],
  now: Date,
): Promise<void> {
  const { rows } = await sql<{ id: string; owner_id: string }>`select id, owner_id from moderation_item
    where palace_id = ${palaceId} and kind = 'video' and state = 'approved' order by title limit 1`.execute(
    tx,
  );
  const { rows: oldest } = await sql<{
    id: string;
    owner_id: string;
  }>`select id, owner_id from moderation_item
    where palace_id = ${palaceId} and kind = 'video' and task = 'first' order by waiting_since limit 1`.execute(
    tx,
  );
  const [reported] = rows;
  const [rejected] = oldest;
  if (reported !== undefined) {
    await sql`update moderation_item set task = 'report', task_no = 2, reports = 3, front = true, outcome = null,
      waiting_since = ${later(now, -2 * HOUR)} where palace_id = ${palaceId} and id = ${reported.id}`.execute(
      tx,
    );
    const from = reporters.filter((person) => person !== reported.owner_id);
    await insertRows(
      tx,
      'moderation_report',
      from.map((person, index) => ({
        palace_id: palaceId,
        item_id: reported.id,
        reporter_id: person,
        reason: index === 0 ? 'privacy' : 'copyright',
        text: index === 0 ? '我在画面里，没有人问过我。' : '',
        at: later(now, -(2 + index) * HOUR),
      })),
    );
  }
  if (rejected !== undefined) {
    const at = later(now, -5 * HOUR);
    await insertRows(tx, 'moderation_decision', [
      {
        palace_id: palaceId,
        item_id: rejected.id,
        seq: 1,
        task: 'first',
        task_no: 1,
        verdict: 'reject',
        reasons: ['copyright'],
        note: '请说明曲子的来源',
        reviewer_id: director,
        waited_s: 39_600,
        at,
      },
    ]);
    await sql`update moderation_item set state = 'rejected', outcome = 'reject', task = null, waiting_since = null,
      decided_at = ${at}, reasons = '{copyright}', note = '请说明曲子的来源'
      where palace_id = ${palaceId} and id = ${rejected.id}`.execute(tx);
    await insertRows(tx, 'moderation_appeal', [
      {
        palace_id: palaceId,
        item_id: rejected.id,
        person_id: rejected.owner_id,
        text: '曲子是我自己编的，没有用别人的伴奏。',
        at: later(now, -4 * HOUR),
      },
    ]);
    await sql`update moderation_item set task = 'appeal', task_no = 2, outcome = null,
      waiting_since = ${later(now, -4 * HOUR)} where palace_id = ${palaceId} and id = ${rejected.id}`.execute(
      tx,
    );
  }
  const { rows: finals } = await sql<{ id: string }>`select id from contest_entry
    where palace_id = ${palaceId} and state = 'approved' and round = 1 order by number limit 2`.execute(tx);
  for (const { id } of finals) {
    const deps = { clock: new HeldClock(later(now, -HOUR)), reviewed: [] };
    await askForFinalReview(tx, deps, { palaceId, kind: 'contest-entry', subjectId: id });
  }
}
