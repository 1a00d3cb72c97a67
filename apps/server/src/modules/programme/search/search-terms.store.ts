import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { ProgrammeTables } from '../programme.tables.ts';
import type { Term } from './mistyped.rules.ts';

const db = tablesOf<ProgrammeTables>();

/** Remembers terms; in their order, so that two who write the same ones never wait for each other. */
export async function rememberTerms(tx: Tx, terms: readonly Term[]): Promise<void> {
  const sorted = terms.toSorted((a, b) => (a.term < b.term ? -1 : 1));
  await sql`insert into search_term (term, said)
    select given.term, given.said from unnest(
      ${sorted.map(({ term }) => term)}::text[], ${sorted.map(({ said }) => said)}::text[]) as given (term, said)
    where not exists (select from search_term known where known.term = given.term)
    on conflict do nothing`.execute(tx);
}

/** Of so many is looked for the one that was meant: thousands of titles have fewer of one first letter and length. */
const CANDIDATES = 5000;

/** Terms about as long as a word that begin with one of its first two letters. */
export const termsLike = (reader: Reader, word: string): Promise<Term[]> =>
  db
    .read(reader)
    .selectFrom('search_term')
    .select(['term', 'said'])
    .where(sql<boolean>`left(term, 1) in (${word.slice(0, 1)}, ${word.slice(1, 2)})`)
    .where(sql<boolean>`length(term) between ${word.length - 2} and ${word.length + 2}`)
    .orderBy('term')
    .limit(CANDIDATES)
    .execute();
