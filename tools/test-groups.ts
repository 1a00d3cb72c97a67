/**
 * Which files of tests share a process. Reading the product takes a process longer than most files take to test it, so
 * files that only call it, each on a database of its own, take turns in one.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.ts';

/** Files of one process. More save little, and a process that dies takes the rest of its files along. */
const MOST = 8;
const GROUP = '.group.mjs';
const TURNS = pathToFileURL(join(import.meta.dirname, 'test-turns.ts')).href;

/** Code under test that minds its process: it watches or kills it, bounds its memory, or lasts until it ends. */
const ALONE = /\/(demo|processing|storage|uploads)\//;
const TOGETHER = /^(apps|packages)\//;

/**
 * Divides files of tests among processes, in their order; `folder` takes the programs of those that share one.
 * Returns what the test runner is to run: a file for each process.
 */
export function groupTests(files: readonly string[], folder: string): string[] {
  const alone = files.filter((file) => !TOGETHER.test(file) || ALONE.test(file));
  const shared = files.filter((file) => !alone.includes(file));
  const groups = Array.from({ length: Math.ceil(shared.length / MOST) }, (_, index) =>
    shared.slice(index * MOST, (index + 1) * MOST),
  );
  mkdirSync(folder, { recursive: true });
  return [...groups.map((group, index) => writeGroup(group, folder, index)), ...alone];
}

function writeGroup(files: readonly string[], folder: string, index: number): string {
  const [only] = files;
  if (files.length === 1 && only !== undefined) return only;
  const name = `${String(index).padStart(2, '0')}-${basename(only ?? '', '.test.ts')}${GROUP}`;
  const program = `import { takeTurns } from '${TURNS}';\nawait takeTurns(${JSON.stringify(root)}, ${JSON.stringify(files)});\n`;
  writeFileSync(join(folder, name), program);
  return join(folder, name);
}

/** Whether a file that the runner has run stands for several. */
export const isGroup = (file: string): boolean => file.endsWith(GROUP);
