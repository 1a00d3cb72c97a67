/**
 * `npm run backup [-- <file>]`: the database and the files in one archive, while the server goes on. Without a name
 * it lands in `<WENGONG_DATA>/backups/`. WENGONG_SECRET is not in it: keep that elsewhere, the phone numbers cannot
 * be read without it.
 */
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pack } from './backup/archive.ts';
import { dumpDatabase } from './backup/dump.ts';
import type { Manifest } from './backup/manifest.ts';
import { withDatabase } from './database.ts';
import { readEnvironment } from './environment.ts';
import { Progress } from './progress.ts';
import { runTool } from './refusal.ts';

/** Writes a backup. The archive gets its name when it is complete. */
export async function createBackup(
  source: { url: string; dataDir: string },
  archive: string,
  note: (text: string) => void,
): Promise<Manifest> {
  mkdirSync(dirname(archive), { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(dirname(archive), '.backup-'));
  try {
    const files = join(source.dataDir, 'files');
    const manifest = await dumpDatabase(source.url, files, folder, note);
    const draft = join(folder, 'archive.partial');
    const hasFiles = manifest.files.count > 0;
    await pack(draft, [
      [folder, ['manifest.json', 'tables']],
      ...(hasFiles ? [[source.dataDir, ['files']] as [string, string[]]] : []),
    ]);
    chmodSync(draft, 0o600);
    renameSync(draft, archive);
    return manifest;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function defaultArchive(dataDir: string): string {
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  return join(dataDir, 'backups', `wengong-${stamp}.tar.gz`);
}

if (import.meta.main) {
  await runTool(async () => {
    const environment = readEnvironment();
    const archive = resolve(process.argv[2] ?? defaultArchive(environment.dataDir));
    const manifest = await new Progress().step('备份 Backing up', (note) =>
      withDatabase(environment, (url) => createBackup({ url, dataDir: environment.dataDir }, archive, note)),
    );
    const rows = manifest.tables.reduce((sum, table) => sum + Number(table.rows), 0);
    const size = (statSync(archive).size / 1024 / 1024).toFixed(1);
    console.log(`✓ ${archive}  ${size} MB, ${rows} rows, ${manifest.files.count} files`);
  });
}
