import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { Refusal } from '../refusal.ts';

/** A table's rows in a backup. `checksum` does not depend on the order of the rows. */
export type TablePart = {
  schema: string;
  name: string;
  columns: string[];
  rows: string;
  checksum: string;
};
export type SequencePart = { schema: string; name: string; lastValue: string; isCalled: boolean };
export type FilesPart = { count: number; bytes: number; checksum: string };

/** What a backup holds, in `manifest.json`. */
export type Manifest = {
  product: 'wengong';
  format: 1;
  createdAt: string;
  postgres: string;
  migrations: string[];
  tables: TablePart[];
  sequences: SequencePart[];
  files: FilesPart;
};

/** Reads the manifest of an unpacked backup. */
export function readManifest(folder: string): Manifest {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
    if (manifest.product === 'wengong' && manifest.format === 1) return manifest;
  } catch {
    // told below: whatever it is, it is no backup
  }
  throw new Refusal('该文件不是文宫的备份', 'The file is not a backup of Wengong');
}

/** Where a table's rows lie in an unpacked backup. */
export function tableFile(folder: string, table: Pick<TablePart, 'schema' | 'name'>): string {
  return join(folder, 'tables', `${table.schema}.${table.name}.copy`);
}

/** Tables that say which migrations a database has had. They belong to the database, not to its content. */
const LEDGERS = new Set(['public.migration', 'graphile_worker.migrations']);

/** Every table that holds content, with the columns that can be written. */
export async function contentTables(client: pg.ClientBase): Promise<Omit<TablePart, 'rows' | 'checksum'>[]> {
  const { rows } = await client.query<{ schema: string; name: string; columns: string[] }>(`
    select n.nspname as schema, c.relname as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
        and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker') order by 1, 2`);
  return rows.filter(({ schema, name }) => !LEDGERS.has(`${schema}.${name}`));
}

/** The migrations that the database has had. */
export async function appliedMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from migration order by name');
  return rows.map((row) => row.name);
}

/** Number of rows and a sum over them, computed by the server the same way wherever and in whatever order they lie. */
export async function sumOfTable(
  client: pg.ClientBase,
  table: Pick<TablePart, 'schema' | 'name'>,
): Promise<{ rows: string; checksum: string }> {
  const { rows } = await client.query<{ rows: string; checksum: string }>(
    `select count(*)::text as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as checksum
     from ${qualified(table)} t`,
  );
  return rows[0] ?? { rows: '0', checksum: '0' };
}

/** Settings that decide how a row is written as text. */
export const textSettings = `set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'postgres';
  set bytea_output = 'hex'; set extra_float_digits = 1`;

/** `"schema"."name"`, safe to put into a statement. */
export function qualified({ schema, name }: { schema: string; name: string }): string {
  return `${quote(schema)}.${quote(name)}`;
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
