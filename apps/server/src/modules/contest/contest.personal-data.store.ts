import { sql } from 'kysely';
import type { Reader, Tx } from '../../kernel/db.ts';
import { eraseProofsOf } from './sales/pictures.store.ts';
import { clearProofs } from './sales/proof-files.ts';

/** What contests hold about a person. */
export async function contestRecordsOf(reader: Reader, personId: string): Promise<object> {
  const { rows } = await sql<{ records: object }>`
    select jsonb_build_object(
      'entries', coalesce((select jsonb_agg(jsonb_build_object('palaceId', palace_id, 'contestId', contest_id,
          'number', number, 'category', category, 'entrantName', entrant_name, 'people', people, 'title', title,
          'description', description, 'answers', answers, 'state', state, 'note', note, 'enteredAt', entered_at)
          order by entered_at) from contest_entry where person_id = ${personId}), '[]'),
      'votes', coalesce((select jsonb_agg(jsonb_build_object('palaceId', palace_id, 'contestId', contest_id,
          'round', round, 'seq', seq, 'entryId', entry_id, 'at', cast_at) order by cast_at)
        from contest_vote where person_id = ${personId}), '[]'),
      'appeals', coalesce((select jsonb_agg(jsonb_build_object('findingId', finding_id, 'text', text, 'at', at,
          'state', state, 'answer', answer))
        from contest_void_appeal where person_id = ${personId}), '[]'),
      'nominations', coalesce((select jsonb_agg(jsonb_build_object('palaceId', palace_id, 'contestId', contest_id,
          'unionId', union_id, 'category', category, 'title', title, 'state', state, 'at', nominated_at))
        from contest_nomination where person_id = ${personId}), '[]'),
      'judging', coalesce((select jsonb_agg(jsonb_build_object('contestId', contest_id, 'entryId', entry_id,
          'round', round, 'scores', scores, 'note', note, 'at', scored_at))
        from contest_score where person_id = ${personId}), '[]'),
      'sales', coalesce((select jsonb_agg(jsonb_build_object('entryId', s.entry_id, 'amountFen', s.amount_fen,
          'orders', s.orders, 'proof', s.proof, 'state', s.state, 'at', s.reported_at, 'pictures', coalesce((
            select jsonb_agg(jsonb_build_object('address', '/api/v1/me/contest-entries/' || s.entry_id || '/sales/' ||
              s.id || '/pictures/' || p.id || '/whole.webp', 'width', p.width, 'height', p.height, 'at', p.added_at)
              order by p.position)
            from contest_sales_picture p where p.palace_id = s.palace_id and p.report_id = s.id), '[]')))
        from contest_sales s join contest_entry e on e.palace_id = s.palace_id and e.id = s.entry_id
        where e.person_id = ${personId}), '[]')) as records`.execute(reader);
  return rows[0]?.records ?? {};
}

/**
 * Takes away what tells who it was. Votes and results stay under the bare id, and the published votes name nobody; an
 * entry loses its names, and is no longer shown.
 */
export async function forgetContestant(tx: Tx, personId: string, now: Date): Promise<void> {
  await sql`update contest_tally t set accepting = false from contest_entry e, contest_round r
    where e.person_id = ${personId} and t.palace_id = e.palace_id and t.entry_id = e.id
      and r.palace_id = t.palace_id and r.contest_id = t.contest_id and r.round = t.round and r.state <> 'closed'
      `.execute(tx);
  await sql`update contest_entrant c set entries = c.entries - less.entries
    from (select palace_id, contest_id, count(*) as entries from contest_entry
      where person_id = ${personId} and state in ('waiting', 'approved', 'rejected') group by 1, 2) as less
    where c.person_id = ${personId} and c.palace_id = less.palace_id and c.contest_id = less.contest_id`.execute(
    tx,
  );
  await sql`update contest_entry set entrant_name = '已注销', people = '{}', description = '', answers = '{}',
      grams = '{}', state = case when state in ('waiting', 'approved', 'rejected') then 'withdrawn' else state end
    where person_id = ${personId}`.execute(tx);
  await clearProofs(tx, await eraseProofsOf(tx, personId, now), now);
  await sql`update contest_void_appeal set text = '' where person_id = ${personId}`.execute(tx);
  await sql`update contest_nomination set name_cipher = null, phone_cipher = null, phone_hash = null,
      decided_at = coalesce(decided_at, nominated_at), state = case state when 'waiting' then 'declined' else state end
    where person_id = ${personId}`.execute(tx);
  await sql`update contest_expert set removed_at = coalesce(removed_at, invited_at)
    where person_id = ${personId}`.execute(tx);
}
