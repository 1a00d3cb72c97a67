import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { sumOfFiles } from './files.ts';
import {
  appliedMigrations,
  contentTables,
  type Manifest,
  qualified,
  quote,
  type SequencePart,
  sumOfTable,
  type TablePart,
  tableFile,
  textSettings,
} from './manifest.ts';

/**
 * Writes the database into a folder: `manifest.json` and one file a table. All tables are read in one snapshot, so
 * people can go on working meanwhile. `filesDir` is summed up for the manifest, not copied.
 */
export async function dumpDatabase(
  url: string,
  filesDir: string,
  folder: string,
  note: (text: string) => void,
): Promise<Manifest> {
  mkdirSync(join(folder, 'tables'));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(textSettings);
    await client.query('begin isolation level repeatable read read only');
    const tables: TablePart[] = [];
    for (const table of await contentTables(client)) {
      note(table.name);
      const target = createWriteStream(tableFile(folder, table), { mode: 0o600 });
      const columns = table.columns.map(quote).join(', ');
      await pipeline(client.query(copyTo(`copy ${qualified(table)} (${columns}) to stdout`)), target);
      tables.push({ ...table, ...(await sumOfTable(client, table)) });
    }
    const manifest: Manifest = {
      product: 'wengong',
      format: 1,
      createdAt: new Date().toISOString(),
      postgres: await serverVersion(client),
      migrations: await appliedMigrations(client),
      tables,
      sequences: await sequences(client),
      files: await sumOfFiles(filesDir),
    };
    await client.query('commit');
    writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    return manifest;
  } finally {
    await client.end();
  }
}

async function serverVersion(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ server_version: string }>('show server_version');
  return rows[0]?.server_version ?? '';
}

async function sequences(client: pg.Client): Promise<SequencePart[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select schemaname as schema, sequencename as name from pg_sequences
    where schemaname in ('public', 'graphile_worker') order by 1, 2`);
  const parts: SequencePart[] = [];
  for (const sequence of rows) {
    const state = await client.query<{ lastValue: string; isCalled: boolean }>(
      `select last_value::text as "lastValue", is_called as "isCalled" from ${qualified(sequence)}`,
    );
    if (state.rows[0]) parts.push({ ...sequence, ...state.rows[0] });
  }
  return parts;
}
