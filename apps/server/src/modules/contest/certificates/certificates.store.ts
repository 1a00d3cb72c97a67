import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { ContestKey } from '../contest.store.ts';
import type { ContestCertificateRow, ContestEntryRow, ContestTables } from '../contest.tables.ts';

const db = tablesOf<ContestTables>();

export interface PrizeWinner {
  readonly entry_id: string;
  readonly number: number;
  readonly title: string;
  readonly entrant_name: string;
  readonly category: string;
  readonly prize: string;
}

/** Entries that won a prize in a round, by number. */
export async function prizeWinners(tx: Tx, key: ContestKey, round: number): Promise<PrizeWinner[]> {
  const { rows } = await sql<PrizeWinner>`
    select r.entry_id, e.number, e.title, e.entrant_name, e.category, r.prize
    from contest_result r join contest_entry e on e.palace_id = r.palace_id and e.id = r.entry_id
    where r.palace_id = ${key.palaceId} and r.contest_id = ${key.contestId} and r.round = ${round}
      and r.prize is not null
    order by e.number`.execute(tx);
  return rows;
}

export async function insertCertificates(tx: Tx, rows: readonly ContestCertificateRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .write(tx)
    .insertInto('contest_certificate')
    .values([...rows])
    .execute();
  await db
    .write(tx)
    .insertInto('contest_certificate_code')
    .values(rows.map((row) => ({ code: row.code, palace_id: row.palace_id, certificate_id: row.id })))
    .execute();
}

export const certificateByCode = (reader: Reader, code: string): Promise<ContestCertificateRow | undefined> =>
  db
    .read(reader)
    .selectFrom('contest_certificate_code as named')
    .innerJoin('contest_certificate as certificate', (join) =>
      join
        .onRef('certificate.palace_id', '=', 'named.palace_id')
        .onRef('certificate.id', '=', 'named.certificate_id'),
    )
    .selectAll('certificate')
    .where('named.code', '=', code)
    .executeTakeFirst();

/** Certificates of entries, by entry. */
export async function certificatesOfEntries(
  reader: Reader | Tx,
  entries: readonly Pick<ContestEntryRow, 'palace_id' | 'contest_id' | 'id'>[],
): Promise<Map<string, ContestCertificateRow>> {
  if (entries.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('contest_certificate')
    .selectAll()
    .where('palace_id', 'in', [...new Set(entries.map((entry) => entry.palace_id))])
    .where('contest_id', 'in', [...new Set(entries.map((entry) => entry.contest_id))])
    .where(
      'entry_id',
      'in',
      entries.map((entry) => entry.id),
    )
    .execute();
  return new Map(rows.map((row) => [row.entry_id, row]));
}

/** Certificates of a contest by the number of their entries. */
export async function certificatesOfContest(
  reader: Reader,
  key: ContestKey,
): Promise<ContestCertificateRow[]> {
  const { rows } = await sql<ContestCertificateRow>`
    select c.* from contest_certificate c join contest_entry e on e.palace_id = c.palace_id and e.id = c.entry_id
    where c.palace_id = ${key.palaceId} and c.contest_id = ${key.contestId} order by e.number`.execute(
    reader,
  );
  return rows;
}

/** A certificate, held until the transaction ends. */
export const lockCertificate = (
  tx: Tx,
  key: ContestKey,
  certificateId: string,
): Promise<ContestCertificateRow | undefined> =>
  db
    .write(tx)
    .selectFrom('contest_certificate')
    .selectAll()
    .where('palace_id', '=', key.palaceId)
    .where('contest_id', '=', key.contestId)
    .where('id', '=', certificateId)
    .forUpdate()
    .executeTakeFirst();

export const revokeCertificate = (
  tx: Tx,
  certificate: Pick<ContestCertificateRow, 'palace_id' | 'id'>,
  change: Pick<ContestCertificateRow, 'revoked_at' | 'revoke_reason' | 'revoked_by'>,
) =>
  db
    .write(tx)
    .updateTable('contest_certificate')
    .set(change)
    .where('palace_id', '=', certificate.palace_id)
    .where('id', '=', certificate.id)
    .execute();
