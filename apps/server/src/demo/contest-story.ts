import { sql } from 'kysely';
import { HeldClock } from '../kernel/clock.ts';
import type { Keys } from '../kernel/crypto.ts';
import type { Tx } from '../kernel/db.ts';
import { Bus } from '../kernel/outbox.ts';
import { castVotes, ruleOnFinding, searchFraud } from '../modules/contest/index.ts';
import { YARD } from './allotments.ts';
import { HOUR, later, MINUTE } from './calendar.ts';
import { demoPhone, LIN, type Worker } from './people.ts';
import { insertProofs } from './proofs.ts';
import { insertRows } from './rows.ts';
import { Seed } from './seed.ts';
import type { Staff } from './staff.ts';

/** What happens in a contest whose heats are under way. */
export interface ContestStory {
  /** Nominated by a union, and one of those who voted at one phone. */
  readonly lin: Worker;
  readonly atLinsPhone: readonly Worker[];
  /** Votes from another phone that nobody has looked at yet. */
  readonly atAnother: readonly Worker[];
}

interface Place {
  readonly key: { readonly palaceId: string; readonly contestId: string };
  /** Approved entries in their order. */
  readonly ids: readonly string[];
  readonly staff: Staff;
  readonly now: Date;
}

/** The shipyard's union nominates; votes from one phone are voided, and one of the voters appeals. */
export async function tellContestStory(tx: Tx, keys: Keys, story: ContestStory, place: Place): Promise<void> {
  await nominate(tx, keys, story.lin, place);
  await shareAPhone(tx, keys, story, place);
}

/** Nominated by the shipyard's union without having answered: name, number after 138000, category, title. */
const NOMINATED = [
  { name: LIN.name, number: LIN.number, category: 'song', title: '船台号子', state: 'waiting' },
  { name: '马新来', number: 8801, category: 'craft', title: '钢板上的剪纸', state: 'waiting' },
  { name: '秦学徒', number: 8802, category: 'dance', title: '焊帽舞', state: 'withdrawn' },
] as const;
/** Entries that a shipyard's people made: their union had nominated them. */
const ACCEPTED = ['出钢', '焊花盆景', '锉刀的节拍'];

async function nominate(tx: Tx, keys: Keys, lin: Worker, { key, now }: Place): Promise<void> {
  const { rows } = await sql<{ union_id: string; nominated_by: string }>`
    select u.id as union_id, r.person_id as nominated_by from union_node u join union_role r on r.union_id = u.id
    where u.path = ${YARD}`.execute(tx);
  const [by] = rows;
  if (by === undefined) return;
  const seed = new Seed('nominations');
  const common = {
    palace_id: key.palaceId,
    contest_id: key.contestId,
    ...by,
    nominated_at: later(now, -30 * HOUR),
    entry_id: null,
  };
  await insertRows(
    tx,
    'contest_nomination',
    NOMINATED.map(({ name, number, ...said }) => ({
      ...common,
      ...said,
      id: seed.id(now),
      name_cipher: keys.seal(name),
      phone_cipher: keys.seal(`+86${demoPhone(number)}`),
      phone_hash: keys.fingerprint(`+86${demoPhone(number)}`),
      person_id: number === LIN.number ? lin.id : null,
      decided_at: said.state === 'waiting' ? null : later(now, -26 * HOUR),
    })),
  );
  const { rows: entries } = await sql<{ id: string; name: string }>`
    update contest_entry e set union_id = ${by.union_id}, entrant_kind = 'union' from person p
    where e.palace_id = ${key.palaceId} and e.contest_id = ${key.contestId} and e.title = any (${ACCEPTED}::text[])
      and p.id = e.person_id
    returning e.id, p.display_name as name`.execute(tx);
  for (const { id, name } of entries) {
    await sql`insert into contest_nomination (palace_id, id, contest_id, union_id, name_cipher, phone_cipher, phone_hash,
        category, title, state, person_id, entry_id, nominated_by, nominated_at, decided_at)
      select e.palace_id, ${new Seed(`nomination ${id}`).id(now)}, e.contest_id, ${by.union_id}, ${keys.seal(name)},
        p.phone_cipher, p.phone_hash, e.category, e.title, 'accepted', e.person_id, e.id, ${by.nominated_by},
        e.entered_at - interval '2 hours', e.entered_at
      from contest_entry e join person p on p.id = e.person_id
      where e.palace_id = ${key.palaceId} and e.id = ${id}`.execute(tx);
  }
}

async function shareAPhone(
  tx: Tx,
  keys: Keys,
  { lin, atLinsPhone, atAnother }: ContestStory,
  { key, ids, staff, now }: Place,
): Promise<void> {
  const [, , liked, also] = ids;
  if (liked === undefined || also === undefined) return;
  const votesAt = (phone: string, people: readonly Worker[], entryId: string) =>
    people.map((person) => ({
      ...key,
      entryId,
      personId: person.id,
      member: true,
      device: Buffer.from(phone.padEnd(16)),
      address: Buffer.from('workshop'),
    }));
  const votes = [...votesAt('lin', [lin, ...atLinsPhone], liked), ...votesAt('another', atAnother, also)];
  await castVotes(tx, keys, votes, later(now, -50 * MINUTE));
  await searchFraud(tx, key, later(now, -45 * MINUTE));
  const { rows } = await sql<{ id: string }>`select id from contest_finding
    where palace_id = ${key.palaceId} and contest_id = ${key.contestId} and entry_id = ${liked}`.execute(tx);
  const [finding] = rows;
  const appellant = atLinsPhone[0];
  if (finding === undefined || appellant === undefined) return;
  // The coordinator stands in for the director, who decides the appeal: it is never who voided.
  const voided = later(now, -40 * MINUTE);
  await insertRows(tx, 'palace_role', [
    {
      palace_id: key.palaceId,
      person_id: staff.coordinator,
      role: 'director',
      granted_by: staff.director,
      granted_at: later(now, -60 * 24 * HOUR),
    },
  ]);
  const bus = new Bus<never>(new HeldClock(voided), []);
  await ruleOnFinding(
    tx,
    { bus: bus as never },
    { ...key, findingId: finding.id },
    {
      decision: 'void',
      reason: '同一部手机半小时内为同一件作品投了五票',
      by: staff.coordinator,
      now: voided,
    },
  );
  const at = later(now, -25 * MINUTE);
  await insertRows(tx, 'contest_void_appeal', [
    {
      palace_id: key.palaceId,
      id: new Seed('vote appeal').id(at),
      finding_id: finding.id,
      person_id: appellant.id,
      text: '班组歇息时大家轮流用一部手机投票，每个人都是用自己的手机号登录的。',
      at,
    },
  ]);
}

const SALES = [
  {
    fen: 1_268_050,
    orders: 316,
    proof: '平台订单导出表，由合作社会计核对',
    pictures: ['orders'],
    state: 'accepted',
    note: '',
  },
  {
    fen: 384_000,
    orders: 97,
    proof: '直播后台截图',
    pictures: ['desk'],
    state: 'rejected',
    note: '截图看不清日期，请补订单导出表',
  },
  {
    fen: 402_600,
    orders: 101,
    proof: '补充：订单导出表，村委会盖章',
    pictures: ['orders', 'desk'],
    state: 'waiting',
    note: '',
  },
] as const;

/** What the live-commerce entries say they sold, last at `until`: while the contest goes on one report waits. */
export async function writeSales(
  tx: Tx,
  key: Place['key'],
  by: string,
  { until, isOver }: { readonly until: Date; readonly isOver: boolean },
): Promise<void> {
  const { rows: entries } = await sql<{ id: string }>`select id from contest_entry
    where palace_id = ${key.palaceId} and contest_id = ${key.contestId} and category = 'live' and state = 'approved'
    order by number limit 2`.execute(tx);
  const [first, second] = entries;
  if (first === undefined || second === undefined) return;
  const seed = new Seed(`sales of ${key.contestId}`);
  const told = SALES.filter(({ state }) => !isOver || state !== 'waiting').map((said, index) => {
    const reported = later(until, -(SALES.length - index) * 9 * HOUR);
    return { ...said, id: seed.id(reported), entryId: index === 0 ? first.id : second.id, reported };
  });
  await insertRows(
    tx,
    'contest_sales',
    told.map(({ id, entryId, fen, orders, proof, reported }) => ({
      palace_id: key.palaceId,
      id,
      contest_id: key.contestId,
      entry_id: entryId,
      amount_fen: fen,
      orders,
      proof,
      reported_at: reported,
    })),
  );
  for (const { id, pictures, reported } of told)
    await insertProofs(tx, { palaceId: key.palaceId, reportId: id }, pictures, reported);
  // Pictures come before the decision.
  for (const { id, state, note, reported } of told.filter((each) => each.state !== 'waiting'))
    await sql`update contest_sales set state = ${state}, note = ${note}, decided_at = ${later(reported, 4 * HOUR)},
      decided_by = ${by} where palace_id = ${key.palaceId} and id = ${id}`.execute(tx);
}

const ELSEWHERE = [
  { platform: '抖音', kind: 'topic_reads', count: 66_000_000, source: '话题“蓉城职工才艺”的页面' },
  { platform: '微信视频号', kind: 'plays', count: 29_000_000, source: '视频号后台' },
] as const;

/** What other platforms counted of a contest's topic and of the films posted there, yesterday. */
export async function writeElsewhere(tx: Tx, key: Place['key'], by: string, now: Date): Promise<void> {
  const at = later(now, -24 * HOUR);
  const seed = new Seed(`elsewhere ${key.contestId}`);
  await insertRows(
    tx,
    'contest_external_count',
    ELSEWHERE.map((said) => ({
      ...said,
      palace_id: key.palaceId,
      id: seed.id(at),
      contest_id: key.contestId,
      as_of: at,
      entered_by: by,
      entered_at: at,
    })),
  );
}
