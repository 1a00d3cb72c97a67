import { createHash } from 'node:crypto';
import { type Tx, tablesOf } from './db.ts';
import { Problem } from './errors.ts';

interface IdempotencyTables {
  idempotency_key: {
    owner: string;
    key: string;
    request_hash: Buffer;
    response: unknown;
    created_at: Date;
  };
}
const db = tablesOf<IdempotencyTables>();

export interface KeyedRequest {
  /** Person id, or the address of an anonymous caller: keys of different callers never meet. */
  readonly owner: string;
  readonly key: string;
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly now: Date;
}

/**
 * Runs `work` at most once for a key, in the transaction `tx`. A second request with the same key waits for the
 * first to commit and gets the same answer; if the first was rolled back, the second does the work.
 * Throws `idempotency-key-reused` when the key came with another request.
 */
export async function once<T>(tx: Tx, request: KeyedRequest, work: () => Promise<T>): Promise<T> {
  const hash = createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest();
  const claimed = await db
    .write(tx)
    .insertInto('idempotency_key')
    .values({
      owner: request.owner,
      key: request.key,
      request_hash: hash,
      response: null,
      created_at: request.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (claimed === undefined) return recall<T>(tx, request, hash);
  const result = await work();
  await db
    .write(tx)
    .updateTable('idempotency_key')
    .set({ response: JSON.stringify(result ?? null) })
    .where('owner', '=', request.owner)
    .where('key', '=', request.key)
    .execute();
  return result;
}

async function recall<T>(tx: Tx, { owner, key }: KeyedRequest, hash: Buffer): Promise<T> {
  const stored = await db
    .write(tx)
    .selectFrom('idempotency_key')
    .select(['request_hash', 'response'])
    .where('owner', '=', owner)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (!stored.request_hash.equals(hash)) throw new Problem('idempotency-key-reused');
  return stored.response as T;
}

/** Forgets answers older than `before`. */
export async function forgetAnswers(tx: Tx, before: Date): Promise<void> {
  await db.write(tx).deleteFrom('idempotency_key').where('created_at', '<', before).execute();
}
