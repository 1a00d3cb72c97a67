import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal.ts';

const MARKER = 'wengong.json';
const LAYOUT = 1;

/**
 * Makes the data folder, or recognises it by the note inside. A folder that holds somebody's other files is refused,
 * so that a slip in WENGONG_DATA never mixes a palace's data into it.
 */
export function openDataFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found && !found.isDirectory()) {
    throw new Refusal(
      `WENGONG_DATA 指向的 ${folder} 不是文件夹`,
      `WENGONG_DATA names ${folder}, which is not a folder`,
    );
  }
  const marker = join(folder, MARKER);
  if (existsSync(marker)) return;
  if (found && holdsFiles(folder)) {
    throw new Refusal(
      `文件夹 ${folder} 里已有其他文件，请用 WENGONG_DATA 指定一个空文件夹`,
      `The folder ${folder} holds other files: name an empty folder with WENGONG_DATA`,
    );
  }
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  writeFileSync(marker, `${JSON.stringify({ product: 'wengong', layout: LAYOUT })}\n`);
}

/** Folders in which there is nothing are nobody's data. */
const holdsFiles = (folder: string): boolean =>
  readdirSync(folder, { withFileTypes: true }).some(
    (entry) => !entry.isDirectory() || holdsFiles(join(folder, entry.name)),
  );
