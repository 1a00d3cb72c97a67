import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Refusal } from '../refusal.ts';
import {
  appliedMigrations,
  contentTables,
  type Manifest,
  qualified,
  quote,
  sumOfTable,
  tableFile,
  textSettings,
} from './manifest.ts';

/**
 * Loads an unpacked backup into a migrated database without content, in one transaction, and compares every table
 * with the manifest before it commits: the database is restored whole or left as it was.
 */
export async function loadDatabase(
  url: string,
  folder: string,
  manifest: Manifest,
  note: (text: string) => void,
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(textSettings);
    await client.query('begin');
    await checkTarget(client, manifest);
    await pauseTriggers(client);
    for (const table of manifest.tables) {
      note(table.name);
      // Only what every migrated database holds can be here: checkTarget refuses the rest.
      if (isMigrated(table)) await client.query(`delete from ${qualified(table)}`);
      const columns = table.columns.map(quote).join(', ');
      const target = client.query(copyFrom(`copy ${qualified(table)} (${columns}) from stdin`));
      await pipeline(createReadStream(tableFile(folder, table)), target);
    }
    await setSequences(client, manifest);
    for (const table of manifest.tables) {
      const { rows, checksum } = await sumOfTable(client, table);
      if (rows !== table.rows || checksum !== table.checksum) throw damaged(table.name);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw /^(22|23)/.test((error as { code?: string }).code ?? '')
      ? damaged((error as Error).message)
      : error;
  } finally {
    await client.end();
  }
}

/** The job queue's own tables, and those in which a migration leaves the row that the module begins with. */
const isMigrated = ({ schema, name }: { schema: string; name: string }): boolean =>
  schema !== 'public' || name === 'figure_progress';

function damaged(what: string): Refusal {
  return new Refusal(
    `备份已损坏（${what}），数据库未改动`,
    `The backup is damaged (${what}): nothing was changed`,
  );
}

async function checkTarget(client: pg.Client, manifest: Manifest): Promise<void> {
  const present = await appliedMigrations(client);
  if (present.join() !== manifest.migrations.join()) {
    const last = manifest.migrations.at(-1);
    throw new Refusal(
      `备份来自数据表版本 ${last}，当前版本为 ${present.at(-1)}：请用当时的版本恢复，再升级`,
      `The backup has tables up to ${last}, this release up to ${present.at(-1)}: restore with that release, then upgrade`,
    );
  }
  const tables = await contentTables(client);
  const shape = (each: { schema: string; name: string; columns: string[] }[]) =>
    each.map(({ schema, name, columns }) => `${schema}.${name}(${columns})`).join();
  if (shape(tables) !== shape(manifest.tables)) {
    throw new Refusal('备份的数据表与数据库不一致', 'The tables of the backup are not those of the database');
  }
  for (const table of tables.filter((each) => !isMigrated(each))) {
    const { rows } = await client.query(`select 1 from ${qualified(table)} limit 1`);
    if (rows.length === 0) continue;
    throw new Refusal(
      '数据库中已有数据，只能恢复到空数据库：请先 npm run reset',
      'The database holds data and a backup goes into an empty one only: run `npm run reset` first',
    );
  }
}

/** Rows arrive table by table: until all are there, foreign keys and append-only triggers would refuse them. */
async function pauseTriggers(client: pg.Client): Promise<void> {
  try {
    await client.query('set local session_replication_role = replica');
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new Refusal(
      '恢复需要数据库管理员权限（SET session_replication_role），请用管理员的 DATABASE_URL',
      'Restoring needs the right to SET session_replication_role: use an administrator’s DATABASE_URL',
    );
  }
}

const INSUFFICIENT_PRIVILEGE = '42501';

async function setSequences(client: pg.Client, manifest: Manifest): Promise<void> {
  for (const sequence of manifest.sequences) {
    const { lastValue, isCalled } = sequence;
    await client.query('select setval($1::regclass, $2::bigint, $3)', [
      qualified(sequence),
      lastValue,
      isCalled,
    ]);
  }
}
