import type { FindingKind } from '@wengong/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import type { ContestKey } from '../contest.store.ts';
import type { Suspicion } from './findings.rules.ts';

/** Votes of a round that look wrong together. */
export interface Suspect {
  readonly kind: FindingKind;
  /** What it is about: found once. */
  readonly subject: string;
  readonly entry_id: string | null;
  readonly seqs: readonly number[];
  readonly people: number;
  readonly from_at: Date;
  readonly to_at: Date;
  readonly figures: Record<string, number>;
}

interface Window extends ContestKey {
  readonly round: number;
  readonly since: Date;
  readonly limits: Suspicion;
}

/** Searches one kind at a time: each a query over the votes since an instant that still count. */
export async function searchVotes(tx: Tx, window: Window): Promise<Suspect[]> {
  await sql`set local statement_timeout = '120s'`.execute(tx);
  const found: Suspect[] = [];
  for (const query of [byDevice(window), byAddresses(window), byBurst(window), byNewAccounts(window)]) {
    const { rows } = await sql<Suspect>`${query} limit 100`.execute(tx);
    found.push(...rows);
  }
  return found;
}

const recent = ({ palaceId, contestId, round, since }: Window): RawBuilder<unknown> => sql`
  recent as materialized (
    select v.seq, v.entry_id, v.person_id, v.day, v.cast_at, v.device, v.address, v.new_account
    from contest_vote v
    where v.palace_id = ${palaceId} and v.contest_id = ${contestId} and v.round = ${round}
      and v.seq >= coalesce((select min(first_seq) from contest_vote_batch where palace_id = ${palaceId}
        and contest_id = ${contestId} and round = ${round} and at >= ${since}), 9007199254740991)
      and not exists (select from contest_vote_void w where w.palace_id = v.palace_id
        and w.contest_id = v.contest_id and w.round = v.round and w.seq = v.seq)
  )`;

const byDevice = (window: Window): RawBuilder<unknown> => sql`
  with ${recent(window)}
  select 'device' as kind, encode(device, 'hex') || ' ' || day as subject,
    mode() within group (order by entry_id) as entry_id, array_agg(seq order by seq) as seqs,
    count(distinct person_id)::int as people, min(cast_at) as from_at, max(cast_at) as to_at,
    jsonb_build_object('people', count(distinct person_id), 'usual', ${window.limits.peopleADevice}::int) as figures
  from recent where device is not null
  group by device, day having count(distinct person_id) > ${window.limits.peopleADevice}
  order by count(distinct person_id) desc, subject`;

const byAddresses = (window: Window): RawBuilder<unknown> => sql`
  with ${recent(window)},
  block as (select address, day, count(*)::int as votes from recent group by address, day),
  whole as (select greatest(count(*), 1)::float as votes from recent)
  select 'addresses' as kind, encode(r.address, 'hex') || ' ' || r.entry_id || ' ' || r.day as subject, r.entry_id,
    array_agg(r.seq order by r.seq) as seqs, count(distinct r.person_id)::int as people, min(r.cast_at) as from_at,
    max(r.cast_at) as to_at,
    jsonb_build_object('percent', round(100.0 * count(*) / block.votes), 'blockVotes', block.votes,
      'elsewhere', round(100 * (select count(*) from recent o where o.entry_id = r.entry_id) / whole.votes)) as figures
  from recent r join block on block.address = r.address and block.day = r.day cross join whole
  group by r.address, r.entry_id, r.day, block.votes, whole.votes
  having count(*) >= ${window.limits.votesABlock} and count(*) >= block.votes * ${window.limits.blockShare}::float
    and (select count(*) from recent o where o.entry_id = r.entry_id) < whole.votes * ${window.limits.blockShare}::float
  order by count(*) desc, subject`;

const byBurst = (window: Window): RawBuilder<unknown> => sql`
  with ${recent(window)},
  slice as (
    select entry_id, date_bin('5 minutes', cast_at, '2020-01-01') as began, count(*)::int as votes,
      count(distinct person_id)::int as people, array_agg(seq order by seq) as seqs, min(cast_at) as from_at,
      max(cast_at) as to_at
    from recent group by 1, 2
  ),
  own as (
    select entry_id, percentile_cont(0.5) within group (order by votes) as median, count(*) as slices
    from slice group by entry_id
  ),
  everywhere as (select percentile_cont(0.5) within group (order by votes) as median from slice),
  usual as (
    -- An entry that was hardly voted for before has no usual of its own: all of its votes may be the burst.
    select own.entry_id, case when own.slices >= 3 then own.median else everywhere.median end as median
    from own cross join everywhere
  )
  select 'burst' as kind, slice.entry_id || ' ' || to_char(slice.began at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI')
      as subject,
    slice.entry_id, slice.seqs, slice.people, slice.from_at, slice.to_at,
    jsonb_build_object('votes', slice.votes, 'minutes', 5, 'usual', round(usual.median)) as figures
  from slice join usual using (entry_id)
  where slice.votes >= ${window.limits.votesABurst}
    and slice.votes >= usual.median * ${window.limits.burstTimes}::float
  order by slice.votes desc, subject`;

const byNewAccounts = (window: Window): RawBuilder<unknown> => sql`
  with ${recent(window)}
  select 'new_accounts' as kind, entry_id || ' ' || day as subject, entry_id,
    array_agg(seq order by seq) filter (where new_account) as seqs,
    count(distinct person_id) filter (where new_account)::int as people,
    min(cast_at) filter (where new_account) as from_at, max(cast_at) filter (where new_account) as to_at,
    jsonb_build_object('votes', count(*) filter (where new_account), 'of', count(*),
      'percent', round(100.0 * count(*) filter (where new_account) / count(*))) as figures
  from recent group by entry_id, day
  having count(*) filter (where new_account) >= ${window.limits.newAccounts}
    and count(*) filter (where new_account) >= count(*) * ${window.limits.newShare}::float
  order by count(*) filter (where new_account) desc, subject`;
