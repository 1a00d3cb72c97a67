import { sql } from 'kysely';
import type { Invariants } from '../upkeep/invariant.ts';

/** Entries that are among the published lines: who was voided at the closing is not. */
const published = sql`(e.status = 'entered' or e.voided_at is not null)`;

export const ballotInvariants = {
  'ballot-entries-counted': sql`
    select b.palace_id, b.id::text as subject, b.entries as expected, count(e.id)::int as found
    from ballot b left join ballot_entry e on e.palace_id = b.palace_id and e.ballot_id = b.id and ${published}
    where b.closed_at is not null group by b.palace_id, b.id, b.entries having count(e.id) <> b.entries`,
  /** The lines made anew from the entries have the published hash. Of large ballots whoever verifies them sees to it. */
  'ballot-entries-hashed': sql`
    select b.palace_id, b.id::text as subject, 1 as expected, 0 as found
    from ballot b left join lateral (
      select string_agg(rtrim(translate(encode(e.leaf, 'base64'), '+/', '-_'), '=') || ' ' || e.weight || ' '
        || e.seats || ' ' || lpad(to_hex(e.pools::int), 4, '0') || e'\\n', '' order by e.leaf) as text
      from ballot_entry e where e.palace_id = b.palace_id and e.ballot_id = b.id and ${published}) as lines on true
    where b.closed_at is not null and b.entries <= 20000
      and sha256(convert_to(coalesce(lines.text, ''), 'UTF8')) <> b.entry_set_hash`,
  'ballot-entered-once': sql`
    select palace_id, person_id::text as subject, 1 as expected, count(*)::int as found
    from ballot_entry group by palace_id, ballot_id, person_id having count(*) > 1`,
  /** The seed is the one committed to, and was not there before the entries were fixed. */
  'ballot-seed': sql`
    select palace_id, id::text as subject, 1 as expected, 0 as found from ballot
    where seed is not null and (sha256(seed) <> commitment or entry_set_hash is null or drawn_at < closed_at)`,
  /** No entry has a booking before its ballot is drawn, nor a voided one after. */
  'ballot-drawn-bookings': sql`
    select e.palace_id, e.id::text as subject, 0 as expected, 1 as found
    from ballot_entry e join ballot b on b.palace_id = e.palace_id and b.id = e.ballot_id
      join booking k on k.palace_id = e.palace_id and k.id = e.id
    where b.drawn_at is null or e.status <> 'entered'`,
} satisfies Invariants;
