import type { Actor } from '../../../kernel/actor.ts';
import type { Tx } from '../../../kernel/db.ts';
import { auditHash, GENESIS } from './audit.rules.ts';
import { insertEntry, lastEntry, lockChain } from './audit.store.ts';

/** Chain of what union officers do outside any palace. */
export const UNION_CHAIN = '00000000-0000-0000-0000-000000000000';

export interface AuditRecord {
  /** The palace in which it was done; null for a union's own writes. */
  readonly palaceId: string | null;
  readonly actor: Pick<Actor, 'personId'>;
  /** `<subject>.<verb>`, e.g. `activity.publish`. */
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  /** The changed part before and after, as JSON; no phone number and no secret. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly at: Date;
}

/**
 * Writes what a staff member did, in the transaction that did it. Takes the lock of the palace's chain: call it
 * last, so that others wait only for the commit.
 */
export async function recordAudit(tx: Tx, record: AuditRecord): Promise<void> {
  const palaceId = record.palaceId ?? UNION_CHAIN;
  await lockChain(tx, palaceId);
  const last = await lastEntry(tx, palaceId);
  const content = {
    palaceId,
    seq: (last?.seq ?? 0) + 1,
    actorId: record.actor.personId,
    action: record.action,
    subjectType: record.subject.type,
    subjectId: record.subject.id,
    before: plain(record.before),
    after: plain(record.after),
    at: record.at,
  };
  const previous = last?.hash ?? GENESIS;
  await insertEntry(tx, {
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
  });
}

/** The value as it will be read back: dates as text, absent members dropped. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
