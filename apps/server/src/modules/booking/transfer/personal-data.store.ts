import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { TransferTables } from './transfer.tables.ts';

const db = tablesOf<TransferTables>();

/** Invitations that a person sent or accepted. Of those accepted, the other's choice of words stays theirs. */
export async function invitationRecordsOf(reader: Reader, personId: string): Promise<unknown> {
  const { rows } = await sql<{ records: unknown }>`
    select coalesce(jsonb_agg(jsonb_build_object(
      'palaceId', palace_id, 'sessionId', session_id, 'kind', kind, 'status', status, 'createdAt', created_at,
      'endedAt', ended_at, 'sent', inviter_id = ${personId},
      'name', case when inviter_id = ${personId} then name end,
      'phoneMasked', case when inviter_id = ${personId} then phone_masked end) order by created_at), '[]') as records
    from seat_invitation where inviter_id = ${personId} or accepted_by = ${personId}`.execute(reader);
  return rows[0]?.records;
}

/** Takes names and phone numbers from what a person sent and accepted; what is open is withdrawn: the bookings are given up. */
export async function forgetInvitations(tx: Tx, personId: string, now: Date): Promise<void> {
  await db
    .write(tx)
    .updateTable('seat_invitation')
    .set({ status: 'withdrawn', ended_at: now })
    .where('inviter_id', '=', personId)
    .where('status', '=', 'open')
    .execute();
  await db
    .write(tx)
    .updateTable('seat_invitation')
    .set({ name: '已注销', phone_hash: null, phone_masked: null })
    .where((where) => where.or([where('inviter_id', '=', personId), where('accepted_by', '=', personId)]))
    .execute();
}
