import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { root } from './run.ts';
import { isGroup } from './test-groups.ts';

/** Files that are named. */
const MOST = 10;

/** A reporter for the runner: which files of tests took longest, without what it took to read them. */
export default async function* slowestFiles(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files: { file: string; ms: number }[] = [];
  for await (const event of events) {
    const taken = timeOf(event);
    if (taken !== undefined) files.push(taken);
  }
  if (files.length <= 1) return;
  const all = files.reduce((sum, { ms }) => sum + ms, 0);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`.padStart(8);
  yield `\n最慢的测试文件 The slowest files, of ${files.length} that took ${seconds(all).trim()} together:\n`;
  for (const { file, ms } of files.sort((a, b) => b.ms - a.ms).slice(0, MOST)) {
    yield `${seconds(ms)}  ${file}\n`;
  }
}

/** A file that has its process to itself is told by its summary, one of several in a process as their suites are. */
function timeOf({ type, data }: TestEvent): { file: string; ms: number } | undefined {
  if (type === 'test:summary' && data.file !== undefined && !isGroup(data.file)) {
    return { file: relative(root, data.file), ms: data.duration_ms };
  }
  if (type !== 'test:pass' && type !== 'test:fail') return undefined;
  if (data.nesting === 0 && data.details.type === 'suite' && data.name.endsWith('.test.ts')) {
    return { file: data.name, ms: data.details.duration_ms };
  }
  return undefined;
}
