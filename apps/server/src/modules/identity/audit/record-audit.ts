import type { AuditAction, AuditSubject } from '@wengong/contract';
import type { Actor } from '../../../kernel/actor.ts';
import type { Tx } from '../../../kernel/db.ts';
import type { AuditRow } from '../identity.tables.ts';
import { auditHash, GENESIS } from './audit.rules.ts';
import { insertEntries, lastEntries, lockChains } from './audit.store.ts';

/** Chain of what union officers do outside any palace. */
export const UNION_CHAIN = '00000000-0000-0000-0000-000000000000';

export interface AuditRecord {
  /** The palace in which it was done; null for a union's own writes. */
  readonly palaceId: string | null;
  readonly actor: Pick<Actor, 'personId'>;
  readonly action: AuditAction;
  readonly subject: { readonly type: AuditSubject; readonly id: string };
  /** The changed part before and after, as JSON; no phone number and no secret. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly at: Date;
}

/**
 * Writes what a staff member did, in the transaction that did it. Takes the lock of the palace's chain: call it
 * last, so that others wait only for the commit.
 */
export const recordAudit = (tx: Tx, record: AuditRecord): Promise<void> => recordAudits(tx, [record]);

/**
 * As `recordAudit` for any number of records, of any palaces, in three statements: the chains are locked in the order
 * of their palaces, and each goes on in the order of its records.
 */
export async function recordAudits(tx: Tx, records: readonly AuditRecord[]): Promise<void> {
  if (records.length === 0) return;
  const chains = Map.groupBy(records, (record) => record.palaceId ?? UNION_CHAIN);
  const palaces = [...chains.keys()].toSorted();
  await lockChains(tx, palaces);
  const last = await lastEntries(tx, palaces);
  const rows = palaces.flatMap((palaceId) =>
    linked(palaceId, chains.get(palaceId) ?? [], last.get(palaceId)),
  );
  await insertEntries(tx, rows);
}

/** The rows with which a chain goes on after its last entry. */
function linked(
  palaceId: string,
  records: readonly AuditRecord[],
  last: { readonly seq: number; readonly hash: Buffer } | undefined,
): AuditRow[] {
  let previous = last?.hash ?? GENESIS;
  return records.map((record, index) => {
    const content = {
      palaceId,
      seq: (last?.seq ?? 0) + index + 1,
      actorId: record.actor.personId,
      action: record.action,
      subjectType: record.subject.type,
      subjectId: record.subject.id,
      before: plain(record.before),
      after: plain(record.after),
      at: record.at,
    };
    const row = {
      palace_id: palaceId,
      seq: content.seq,
      actor_id: content.actorId,
      action: content.action,
      subject_type: content.subjectType,
      subject_id: content.subjectId,
      before: content.before,
      after: content.after,
      at: content.at,
      previous_hash: previous,
      hash: auditHash(previous, content),
    };
    previous = row.hash;
    return row;
  });
}

/** The value as it will be read back: dates as text, absent members dropped. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
