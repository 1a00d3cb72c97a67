import type { CreditAppeal } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { peopleOf } from '../../identity/index.ts';
import type { AppealSeen } from './appeals.store.ts';
import { subjectTitles } from './my-credit.ts';

/** Appeals as those who decide them see them, in a fixed number of reads. `viewer` sees which are their own. */
export async function presentAppeals(
  reader: Reader | Tx,
  keys: Keys,
  rows: readonly AppealSeen[],
  viewer: string,
): Promise<CreditAppeal[]> {
  const people = await peopleOf(
    reader,
    keys,
    rows.flatMap((row) => [row.person_id, ...(row.decided_by === null ? [] : [row.decided_by])]),
  );
  const titleOf = await subjectTitles(reader, rows);
  return rows.map((row) => ({
    id: row.id,
    entryId: row.entry_id,
    bookingId: row.booking_id,
    spaceBookingId: row.space_booking_id,
    personId: row.person_id,
    displayName: people.get(row.person_id)?.displayName ?? '',
    phoneMasked: people.get(row.person_id)?.phoneMasked ?? null,
    kind: row.kind,
    points: row.points,
    ...titleOf(row),
    sessionId: row.session_id,
    startsAt: row.starts_at.toISOString(),
    occurredAt: row.occurred_at.toISOString(),
    reason: row.reason,
    text: row.text,
    status: row.status,
    createdAt: row.created_at.toISOString(),
    answerBy: row.answer_by.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by === null ? null : (people.get(row.decided_by)?.displayName ?? ''),
    note: row.note,
    own: row.person_id === viewer,
  }));
}
