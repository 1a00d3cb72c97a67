/**
 * `npm run restore -- <file>`: a backup into an empty database and an empty files folder. Every table and file is
 * compared with the backup's own sums; a damaged backup changes nothing.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unpack } from './backup/archive.ts';
import { sumOfFiles } from './backup/files.ts';
import { loadDatabase } from './backup/load.ts';
import { type Manifest, readManifest } from './backup/manifest.ts';
import { migrate, openDatabase } from './database.ts';
import { readEnvironment } from './environment.ts';
import { Progress } from './progress.ts';
import { Refusal, runTool } from './refusal.ts';

/** Restores a backup into a migrated, empty database. */
export async function restoreBackup(
  archive: string,
  target: { url: string; dataDir: string },
  note: (text: string) => void,
): Promise<Manifest> {
  const files = join(target.dataDir, 'files');
  if (existsSync(files) && readdirSync(files).length > 0) {
    throw new Refusal(`${files} 里已有文件，请先移走`, `${files} holds files already: move them away first`);
  }
  mkdirSync(target.dataDir, { recursive: true });
  const folder = mkdtempSync(join(target.dataDir, '.restore-'));
  try {
    await unpack(archive, folder);
    const manifest = readManifest(folder);
    const { checksum } = await sumOfFiles(join(folder, 'files'));
    if (checksum !== manifest.files.checksum) {
      throw new Refusal(
        '备份已损坏（files），未作改动',
        'The backup is damaged (files): nothing was changed',
      );
    }
    await loadDatabase(target.url, folder, manifest, note);
    if (manifest.files.count > 0) placeFiles(join(folder, 'files'), files);
    return manifest;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `files` may be a mount of its own, into which nothing can be renamed. */
function placeFiles(from: string, to: string): void {
  if (existsSync(to)) cpSync(from, to, { recursive: true });
  else renameSync(from, to);
}

if (import.meta.main) {
  await runTool(async () => {
    const archive = process.argv[2];
    if (!archive || !existsSync(archive)) {
      throw new Refusal('用法：npm run restore -- <备份文件>', 'Usage: npm run restore -- <backup file>');
    }
    const environment = readEnvironment();
    const database = await openDatabase(environment);
    try {
      await migrate(environment, database.url);
      const { tables } = await new Progress().step('恢复 Restoring', (note) =>
        restoreBackup(resolve(archive), { url: database.url, dataDir: environment.dataDir }, note),
      );
      const rows = tables.reduce((sum, table) => sum + Number(table.rows), 0);
      console.log(`✓ ${rows} rows, ${tables.length} tables, all sums equal`);
    } finally {
      await database.stop();
    }
  });
}
