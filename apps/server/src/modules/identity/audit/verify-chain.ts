import type { Reader } from '../../../kernel/db.ts';
import { auditHash, GENESIS } from './audit.rules.ts';
import { entriesAfter } from './audit.store.ts';

const BATCH = 1000;

export interface ChainState {
  readonly intact: boolean;
  readonly entries: number;
  /** First entry that was changed, or that follows a missing one; null when intact. */
  readonly brokenAt: number | null;
}

/** Recomputes the hashes of a palace's audit log from its beginning. */
export async function verifyAuditChain(reader: Reader, palaceId: string): Promise<ChainState> {
  let previous: Buffer = GENESIS;
  let seq = 0;
  for (;;) {
    const batch = await entriesAfter(reader, palaceId, seq, BATCH);
    for (const row of batch) {
      const expected = auditHash(previous, {
        palaceId,
        seq: row.seq,
        actorId: row.actor_id,
        action: row.action,
        subjectType: row.subject_type,
        subjectId: row.subject_id,
        before: row.before,
        after: row.after,
        at: row.at,
      });
      const holds = row.seq === seq + 1 && row.previous_hash.equals(previous) && row.hash.equals(expected);
      if (!holds) return { intact: false, entries: seq, brokenAt: row.seq };
      previous = row.hash;
      seq = row.seq;
    }
    if (batch.length < BATCH) return { intact: true, entries: seq, brokenAt: null };
  }
}
