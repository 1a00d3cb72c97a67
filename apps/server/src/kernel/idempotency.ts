import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from './db.ts';
import type { Deps } from './deps.ts';
import { Problem } from './errors.ts';
import { defineJob, type JobBinding, job } from './jobs.ts';
import { tableOf } from './rows.ts';

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

/** What became of a key: this request owns it now, or an earlier one has answered, or came with another request. */
export type KeyClaim =
  | { readonly fresh: true }
  | { readonly answer: unknown }
  | { readonly problem: Problem };

/**
 * Runs `work` at most once for a key, in the transaction `tx`. A second request with the same key waits for the
 * first to commit and gets the same answer; if the first was rolled back, the second does the work.
 * Throws `idempotency-key-reused` when the key came with another request.
 */
export async function once<T>(tx: Tx, request: KeyedRequest, work: () => Promise<T>): Promise<T> {
  const [claim] = await claimKeys(tx, [request]);
  if (claim !== undefined && 'problem' in claim) throw claim.problem;
  if (claim !== undefined && 'answer' in claim) return claim.answer as T;
  const result = await work();
  await rememberAnswers(tx, [{ request, answer: result }]);
  return result;
}

/**
 * Claims the keys of several requests in one statement; gives what became of each, in their order. Waits for other
 * transactions that hold one of the keys. A key may be named once.
 */
export async function claimKeys(tx: Tx, requests: readonly KeyedRequest[]): Promise<KeyClaim[]> {
  if (requests.length === 0) return [];
  // Sorted, so that two batches with the same keys queue instead of meeting in a deadlock.
  const rows = requests
    .map((request) => ({
      owner: request.owner,
      key: request.key,
      request_hash: `\\x${hashOf(request).toString('hex')}`,
      created_at: request.now,
    }))
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const { rows: inserted } = await sql<{ owner: string; key: string }>`
    insert into idempotency_key (owner, key, request_hash, created_at)
    select * from ${tableOf(rows, { owner: 'text', key: 'text', request_hash: 'bytea', created_at: 'timestamptz' })}
    on conflict do nothing returning owner, key`.execute(tx);
  const fresh = new Set(inserted.map(nameOf));
  const known = await storedAnswers(
    tx,
    requests.filter((request) => !fresh.has(nameOf(request))),
  );
  return requests.map((request) => {
    if (fresh.has(nameOf(request))) return { fresh: true };
    const stored = known.get(nameOf(request));
    if (stored === undefined || !stored.request_hash.equals(hashOf(request))) {
      return { problem: new Problem('idempotency-key-reused') };
    }
    return { answer: stored.response };
  });
}

/** Remembers the answers to requests whose keys were fresh. */
export async function rememberAnswers(
  tx: Tx,
  answers: readonly { readonly request: KeyedRequest; readonly answer: unknown }[],
): Promise<void> {
  if (answers.length === 0) return;
  const rows = answers.map(({ request: { owner, key }, answer }) => ({
    owner,
    key,
    answer: JSON.stringify(answer ?? null),
  }));
  await sql`
    update idempotency_key set response = given.answer
    from ${tableOf(rows, { owner: 'text', key: 'text', answer: 'json' })} as given
    where idempotency_key.owner = given.owner and idempotency_key.key = given.key`.execute(tx);
}

/** Gives fresh keys back: what was asked came to nothing, and the same request may try again. */
export async function releaseKeys(tx: Tx, requests: readonly KeyedRequest[]): Promise<void> {
  if (requests.length === 0) return;
  await sql`
    delete from idempotency_key using unnest(${requests.map((request) => request.owner)}::text[],
      ${requests.map((request) => request.key)}::text[]) as given (owner, key)
    where idempotency_key.owner = given.owner and idempotency_key.key = given.key`.execute(tx);
}

/** The committed answer to an earlier request with this key; undefined when there is none. */
export async function recallAnswer(
  reader: Reader,
  request: KeyedRequest,
): Promise<{ answer: unknown } | undefined> {
  const stored = (await storedAnswers(reader, [request])).get(nameOf(request));
  return stored?.request_hash.equals(hashOf(request)) ? { answer: stored.response } : undefined;
}

async function storedAnswers(reader: Reader | Tx, requests: readonly KeyedRequest[]) {
  if (requests.length === 0) return new Map<string, { request_hash: Buffer; response: unknown }>();
  const rows = await db
    .read(reader)
    .selectFrom('idempotency_key')
    .selectAll()
    .where('owner', 'in', [...new Set(requests.map((request) => request.owner))])
    .where('key', 'in', [...new Set(requests.map((request) => request.key))])
    .execute();
  return new Map(rows.map((row) => [nameOf(row), row]));
}

const nameOf = ({ owner, key }: { owner: string; key: string }) => `${owner} ${key}`;

const hashOf = ({ method, url, body }: KeyedRequest) =>
  createHash('sha256')
    .update(`${method} ${url}\n${JSON.stringify(body ?? null)}`)
    .digest();

const KEPT_MS = 24 * 3_600_000;

/** Forgets answers of more than a day ago, every hour. */
export const forgetAnswersJob: JobBinding<Deps> = job(
  defineJob('kernel.forget-answers'),
  (_: object, deps: Deps) =>
    deps.db.transact(async (tx) => {
      const before = new Date(deps.clock.now().getTime() - KEPT_MS);
      await db.write(tx).deleteFrom('idempotency_key').where('created_at', '<', before).execute();
    }),
  { cron: '17 * * * *' },
);
