import { sql } from 'kysely';
import type { Reader, Tx } from '../../kernel/db.ts';

/** What moderation holds about a person: their items, appeals, and what they reported. */
export async function reviewRecordsOf(reader: Reader, personId: string): Promise<object> {
  const { rows } = await sql<{ records: object }>`
    select jsonb_build_object(
      'reviews', coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'title', title, 'texts', texts,
          'state', state, 'reasons', reasons, 'note', note, 'submittedAt', submitted_at, 'decidedAt', decided_at)
          order by id) from moderation_item where owner_id = ${personId}), '[]'),
      'appeals', coalesce((select jsonb_agg(jsonb_build_object('itemId', item_id, 'text', text, 'at', at,
          'outcome', outcome)) from moderation_appeal where person_id = ${personId}), '[]'),
      'reports', coalesce((select jsonb_agg(jsonb_build_object('itemId', item_id, 'reason', reason, 'text', text,
          'at', at, 'outcome', outcome)) from moderation_report where reporter_id = ${personId}), '[]')) as records
    `.execute(reader);
  return rows[0]?.records ?? {};
}

/** Nothing of theirs waits any more, and nothing is kept of what they wrote; decisions stay under the bare id. */
export async function forgetUploader(tx: Tx, personId: string): Promise<void> {
  await sql`update moderation_item set state = 'withdrawn', task = null, waiting_since = null, claimed_by = null,
      claimed_until = null, front = false, title = '', texts = '[]', hits = '[]', note = ''
    where owner_id = ${personId}`.execute(tx);
  await sql`update moderation_appeal set text = '' where person_id = ${personId}`.execute(tx);
  await sql`update moderation_report set text = '' where reporter_id = ${personId}`.execute(tx);
  await sql`delete from moderation_reporter where person_id = ${personId}`.execute(tx);
}
