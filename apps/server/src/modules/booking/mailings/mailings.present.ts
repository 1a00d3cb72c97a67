import type { Mailing } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { peopleOf } from '../../identity/index.ts';
import { sessionsByIds } from '../../programme/index.ts';
import type { MailingSeen } from './mailings.store.ts';

/** Mailings as the staff see them, in a fixed number of reads. */
export async function presentMailings(
  reader: Reader | Tx,
  keys: Keys,
  rows: readonly MailingSeen[],
): Promise<Mailing[]> {
  const senders = await peopleOf(
    reader,
    keys,
    rows.map((row) => row.sent_by),
  );
  const sessions = await sessionsByIds(
    reader,
    rows.flatMap((row) =>
      row.session_id === null ? [] : [{ palaceId: row.palace_id, sessionId: row.session_id }],
    ),
  );
  return rows.map((row) => ({
    id: row.id,
    activityId: row.activity_id,
    sessionId: row.session_id,
    startsAt: sessions.get(row.session_id ?? '')?.startsAt.toISOString() ?? null,
    statuses: row.statuses,
    title: row.title,
    titleEn: row.title_en,
    body: row.body,
    bodyEn: row.body_en,
    recipients: row.recipients,
    told: row.told,
    sentBy: row.sent_by,
    sentByName: senders.get(row.sent_by)?.displayName ?? '',
    sentAt: row.sent_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
  }));
}
