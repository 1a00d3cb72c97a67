import { sql } from 'kysely';
import type { Reader } from '../../../kernel/db.ts';
import type { ContestKey } from '../contest.store.ts';

export interface PublishedBatch {
  readonly batch: number;
  readonly lines: string;
  readonly hash: string;
}

/** Batches of a round's chain after one, with their votes as they are published. */
export async function publishedBatches(
  reader: Reader,
  key: ContestKey,
  round: number,
  page: { readonly after: number; readonly limit: number },
): Promise<PublishedBatch[]> {
  const { rows } = await sql<PublishedBatch>`
    select b.batch, encode(b.hash, 'hex') as hash,
      (select string_agg(rtrim(translate(encode(v.voter, 'base64'), '+/', '-_'), '=') || ' '
          || lpad(e.number::text, 6, '0') || ' ' || to_char(v.day, 'YYYY-MM-DD')
          || case when w.seq is null then ' +' else ' -' end || e'\n', '' order by v.seq)
        from contest_vote v
          join contest_entry e on e.palace_id = v.palace_id and e.id = v.entry_id
          left join contest_vote_void w on w.palace_id = v.palace_id and w.contest_id = v.contest_id
            and w.round = v.round and w.seq = v.seq
        where v.palace_id = b.palace_id and v.contest_id = b.contest_id and v.round = b.round
          and v.seq between b.first_seq and b.last_seq) as lines
    from contest_vote_batch b
    where b.palace_id = ${key.palaceId} and b.contest_id = ${key.contestId} and b.round = ${round}
      and b.batch > ${page.after}
    order by b.batch limit ${page.limit}`.execute(reader);
  return rows;
}

/** What was counted in a round, by number; entries after one. */
export async function publishedTallies(
  reader: Reader,
  key: ContestKey,
  round: number,
  page: { readonly after: number; readonly limit: number },
): Promise<{ number: number; votes: number; voided: number }[]> {
  const { rows } = await sql<{ number: number; votes: number; voided: number }>`
    select e.number, t.votes, t.voided from contest_entry e
      join contest_tally t on t.palace_id = e.palace_id and t.entry_id = e.id and t.contest_id = e.contest_id
        and t.round = ${round}
    where e.palace_id = ${key.palaceId} and e.contest_id = ${key.contestId} and e.number > ${page.after}
    order by e.number limit ${page.limit}`.execute(reader);
  return rows;
}
