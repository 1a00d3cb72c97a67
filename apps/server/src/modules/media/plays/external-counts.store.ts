import { sql } from 'kysely';
import type { NumberElsewhere } from '../../../kernel/counted-elsewhere.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { tableOf } from '../../../kernel/rows.ts';

/**
 * Reads and writes a table of numbers of other platforms; `subject` is its column that names what they are of. Such tables
 * are append-only: a later number stands beside an earlier one.
 */
export const externalCountsIn = (table: string, subject: string) => ({
  async enter(
    tx: Tx,
    palaceId: string,
    numbers: readonly (NumberElsewhere & { readonly subjectId: string })[],
  ): Promise<void> {
    const rows = numbers.map((number) => ({ ...number, id: newId(), palace_id: palaceId }));
    const types = {
      palace_id: 'uuid',
      id: 'uuid',
      subjectId: 'uuid',
      platform: 'text',
      kind: 'text',
      count: 'bigint',
      source: 'text',
      as_of: 'timestamptz',
      entered_by: 'uuid',
      entered_at: 'timestamptz',
    };
    await sql`insert into ${sql.table(table)}
        (palace_id, id, ${sql.ref(subject)}, platform, kind, count, source, as_of, entered_by, entered_at)
      select * from ${tableOf(rows, types)} as row`.execute(tx);
  },

  /** The latest number of each platform and kind. */
  async latest(reader: Reader | Tx, palaceId: string, subjectId: string): Promise<NumberElsewhere[]> {
    const { rows } = await sql<NumberElsewhere>`
      select distinct on (platform, kind) platform, kind, count, source, as_of, entered_by, entered_at
      from ${sql.table(table)} where palace_id = ${palaceId} and ${sql.ref(subject)} = ${subjectId}
      order by platform, kind, as_of desc, id desc`.execute(reader);
    return rows;
  },
});
