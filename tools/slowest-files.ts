import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { root } from './run.ts';

/** Files that are named. */
const MOST = 10;

/** A reporter for the runner: which files of tests took longest, from the start of their process to its end. */
export default async function* slowestFiles(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files: { file: string; ms: number }[] = [];
  for await (const event of events) {
    if (event.type !== 'test:summary' || event.data.file === undefined) continue;
    files.push({ file: relative(root, event.data.file), ms: event.data.duration_ms });
  }
  if (files.length <= 1) return;
  const all = files.reduce((sum, { ms }) => sum + ms, 0);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`.padStart(8);
  yield `\n最慢的测试文件 The slowest files, of ${files.length} that took ${seconds(all).trim()} together:\n`;
  for (const { file, ms } of files.sort((a, b) => b.ms - a.ms).slice(0, MOST)) {
    yield `${seconds(ms)}  ${file}\n`;
  }
}
