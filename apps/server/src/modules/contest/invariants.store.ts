import { type RawBuilder, sql } from 'kysely';
import type { Reader, Tx } from '../../kernel/db.ts';

/** A counter or chain that does not agree with the rows. */
export interface ContestDrift {
  readonly rule: string;
  readonly palace_id: string;
  readonly subject: string;
  readonly expected: number;
  readonly found: number;
}

/** Rules that must always hold; each query gives the rows that break it. */
const rules: Readonly<Record<string, RawBuilder<unknown>>> = {
  'contest-tally': sql`
    select t.palace_id, t.entry_id::text as subject, (coalesce(v.votes, 0) - coalesce(v.voided, 0))::int as expected,
      t.votes::int as found
    from contest_tally t left join (
      select v.palace_id, v.contest_id, v.round, v.entry_id, count(*) as votes, count(w.seq) as voided
      from contest_vote v left join contest_vote_void w on w.palace_id = v.palace_id
        and w.contest_id = v.contest_id and w.round = v.round and w.seq = v.seq
      group by 1, 2, 3, 4) as v using (palace_id, contest_id, round, entry_id)
    where t.votes <> coalesce(v.votes, 0) - coalesce(v.voided, 0) or t.voided <> coalesce(v.voided, 0)`,
  'contest-round-counts': sql`
    select r.palace_id, r.contest_id::text as subject, coalesce(v.votes, 0)::int as expected, r.votes::int as found
    from contest_round r left join (
      select palace_id, contest_id, round, count(*) as votes, max(seq) as last from contest_vote group by 1, 2, 3) as v
      using (palace_id, contest_id, round)
    where r.votes <> coalesce(v.votes, 0) or r.votes <> coalesce(v.last, 0)
      or r.voided <> (select count(*) from contest_vote_void w where w.palace_id = r.palace_id
        and w.contest_id = r.contest_id and w.round = r.round)`,
  'contest-votes-a-day': sql`
    select v.palace_id, v.person_id::text as subject, coalesce(d.allowed, 0)::int as expected,
      count(*)::int as found
    from contest_vote v left join contest_voter_day d using (palace_id, contest_id, round, person_id, day)
    group by v.palace_id, v.contest_id, v.round, v.person_id, v.day, d.allowed, d.votes
    having count(*) > coalesce(d.allowed, 0) or count(*) <> coalesce(d.votes, 0)`,
  'contest-chain': sql`
    select b.palace_id, b.contest_id || ' ' || b.round || ' ' || b.batch as subject, 1 as expected, 0 as found
    from contest_vote_batch b
    where b.hash <> sha256(b.previous || convert_to(coalesce((
        select string_agg(rtrim(translate(encode(v.voter, 'base64'), '+/', '-_'), '=') || ' '
          || lpad(e.number::text, 6, '0') || ' ' || to_char(v.day, 'YYYY-MM-DD') || e'\n', '' order by v.seq)
        from contest_vote v join contest_entry e on e.palace_id = v.palace_id and e.id = v.entry_id
        where v.palace_id = b.palace_id and v.contest_id = b.contest_id and v.round = b.round
          and v.seq between b.first_seq and b.last_seq), ''), 'UTF8'))
      or (b.batch > 1 and b.previous is distinct from (select p.hash from contest_vote_batch p
        where p.palace_id = b.palace_id and p.contest_id = b.contest_id and p.round = b.round
          and p.batch = b.batch - 1 and p.last_seq = b.first_seq - 1 limit 1))`,
  'contest-head': sql`
    select r.palace_id, r.contest_id::text as subject, r.batches as expected, coalesce(b.batch, 0) as found
    from contest_round r left join lateral (select batch, hash, last_seq from contest_vote_batch b
      where b.palace_id = r.palace_id and b.contest_id = r.contest_id and b.round = r.round
      order by batch desc limit 1) as b on true
    where r.batches <> coalesce(b.batch, 0) or r.votes <> coalesce(b.last_seq, 0)
      or (b.hash is not null and b.hash <> r.head)`,
  'contest-voided-by-finding': sql`
    select w.palace_id, w.finding_id::text as subject, 1 as expected, 0 as found
    from contest_vote_void w join contest_finding f on f.palace_id = w.palace_id and f.id = w.finding_id
    where f.state <> 'voided'`,
  'contest-rulings': sql`
    select r.palace_id, r.contest_id::text as subject, r.rulings as expected, coalesce(made.rulings, 0) as found
    from contest_round r left join (select palace_id, contest_id, round, count(*)::int as rulings from contest_ruling
      group by 1, 2, 3) as made using (palace_id, contest_id, round)
    where r.rulings <> coalesce(made.rulings, 0)`,
  'contest-voided-by-ruling': sql`
    select coalesce(w.palace_id, said.palace_id) as palace_id, coalesce(w.seq, said.seq)::text as subject,
      coalesce(said.voided, 0)::int as expected, (w.seq is not null)::int as found
    from contest_vote_void w full join (
      select palace_id, contest_id, round, seq, sum(case kind when 'void' then 1 else -1 end) as voided
      from contest_ruling cross join unnest(seqs) as seq group by 1, 2, 3, 4) as said
      on said.palace_id = w.palace_id and said.contest_id = w.contest_id and said.round = w.round and said.seq = w.seq
    where coalesce(said.voided, 0) <> (w.seq is not null)::int`,
  'contest-entrant-count': sql`
    select c.palace_id, c.person_id::text as subject, count(e.id)::int as expected, c.entries::int as found
    from contest_entrant c left join contest_entry e on e.palace_id = c.palace_id and e.contest_id = c.contest_id
      and e.person_id = c.person_id and e.state <> 'withdrawn'
    group by c.palace_id, c.contest_id, c.person_id, c.entries having count(e.id) <> c.entries`,
  'contest-score-conflict': sql`
    select s.palace_id, s.entry_id::text as subject, 0 as expected, 1 as found
    from contest_score s join contest_entry e on e.palace_id = s.palace_id and e.id = s.entry_id
    where e.person_id = s.person_id`,
  'contest-final-agreed': sql`
    select r.palace_id, r.entry_id::text as subject, 2 as expected, 1 as found
    from contest c
      join contest_version v on v.palace_id = c.palace_id and v.contest_id = c.id and v.version = c.version
      join contest_result r on r.palace_id = c.palace_id and r.contest_id = c.id
    where v.definition #>> array['rounds', r.round::text, 'kind'] = 'final'
      and not moderation_agreed(r.palace_id, 'contest-entry', r.entry_id)`,
  'contest-clip-down': sql`
    select t.palace_id, t.entry_id::text as subject, 0 as expected, 1 as found
    from contest_tally t join contest_round r using (palace_id, contest_id, round)
      join contest_entry e on e.palace_id = t.palace_id and e.id = t.entry_id
    where t.accepting and r.state <> 'closed' and e.round = t.round
      and (e.state <> 'approved' or e.clip_down_at is not null)`,
  'contest-result-votes': sql`
    select r.palace_id, r.entry_id::text as subject, t.votes::int as expected, r.votes::int as found
    from contest_result r join contest_tally t using (palace_id, contest_id, round, entry_id)
    where r.votes <> t.votes`,
};

/** Every place where a counter or a chain differs from its rows. None is the only good answer. */
export async function checkContests(reader: Reader | Tx): Promise<ContestDrift[]> {
  const found: ContestDrift[] = [];
  for (const [rule, query] of Object.entries(rules)) {
    const { rows } = await sql<Omit<ContestDrift, 'rule'>>`
      select * from (${query}) as broken limit 100`.execute(reader);
    found.push(...rows.map((row) => ({ ...row, rule })));
  }
  return found;
}
