import { sql } from 'kysely';
import type { NamedSubject, NamesInList } from '../../../kernel/counted-elsewhere.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';

/** Contests of a palace, drafts too, that go by one of the names. */
export async function contestsNamed(
  reader: Reader | Tx,
  palaceId: string,
  { ids, titles }: NamesInList,
): Promise<NamedSubject[]> {
  const { rows } = await sql<NamedSubject>`
    select c.id, v.definition ->> 'title' as title from contest c
      join contest_version v on v.palace_id = c.palace_id and v.contest_id = c.id and v.version = c.version
    where c.palace_id = ${palaceId} and (c.id = any (${[...ids]}::uuid[])
      or v.definition ->> 'title' = any (${[...titles]}::text[]))
    order by c.id`.execute(reader);
  return rows;
}
