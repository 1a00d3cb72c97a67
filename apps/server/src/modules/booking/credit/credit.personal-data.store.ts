import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';

/** What a person's credit consists of, and their appeals. */
export async function creditRecordsOf(reader: Reader, personId: string): Promise<object> {
  const { rows } = await sql<{ records: object }>`
    select jsonb_build_object(
      'credit', coalesce((select jsonb_agg(jsonb_build_object(
          'palaceId', palace_id, 'bookingId', booking_id, 'spaceBookingId', space_booking_id, 'kind', kind, 'points', points,
          'halfLifeDays', half_life_days, 'occurredAt', occurred_at, 'reliefReason', relief_reason)
          order by created_at, id)
        from credit_entry where person_id = ${personId}), '[]'),
      'creditAppeals', coalesce((select jsonb_agg(jsonb_build_object(
          'palaceId', palace_id, 'bookingId', booking_id, 'spaceBookingId', space_booking_id, 'reason', reason, 'text', text, 'status', status,
          'createdAt', created_at, 'decidedAt', decided_at, 'note', note) order by created_at)
        from credit_appeal where person_id = ${personId}), '[]')) as records`.execute(reader);
  return rows[0]?.records ?? {};
}

/** Takes away what was written in appeals and what credit asks; points stay under the bare id. */
export async function forgetCredit(tx: Tx, personId: string): Promise<void> {
  await sql`update credit_appeal set text = '', note = '' where person_id = ${personId}`.execute(tx);
  await sql`delete from credit_standing where person_id = ${personId}`.execute(tx);
}
