import type { WorkerCategory } from '@wengong/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { type PersonStanding, standingsOf } from './standing.store.ts';

/** Whoever holds a phone number. */
export interface PhoneHolder extends Omit<PersonStanding, 'member'> {
  /** null: nobody has an account with it. Categories may be attested all the same. */
  readonly personId: string | null;
}

/** Who holds the numbers of these keyed hashes, by the hash in hexadecimal; a fixed number of reads. */
export async function phoneHolders(
  reader: Reader | Tx,
  hashes: readonly Buffer[],
  now: Date,
): Promise<Map<string, PhoneHolder>> {
  const { rows } = await sql<{ hash: string; personId: string | null; categories: WorkerCategory[] }>`
    select encode(h.hash, 'hex') as hash, p.id as "personId",
      array(select c.category from attested_category c where c.phone_hash = h.hash) as categories
    from unnest(${[...hashes]}::bytea[]) as h (hash) left join person p on p.phone_hash = h.hash`.execute(
    reader,
  );
  const ids = rows.flatMap(({ personId }) => (personId === null ? [] : [personId]));
  const standings = await standingsOf(reader, ids, now);
  return new Map(
    rows.map(({ hash, personId, categories }) => {
      const standing = personId === null ? undefined : standings.get(personId);
      return [
        hash,
        { personId, categories: standing?.categories ?? categories, memberOf: standing?.memberOf ?? [] },
      ];
    }),
  );
}
