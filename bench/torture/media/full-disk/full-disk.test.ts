import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { onSmallDisk } from './small-disk.ts';

// The short run of `npm run torture -- media --full-disk`; that one runs this test with every step.

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const every = process.env.WENGONG_FULL_DISK === 'every';

test('a disk that is really full at any write publishes nothing half, blames nobody and loses nothing', async (t) => {
  const ended = await onSmallDisk([MAIN, every ? 'every' : 'few'], { bytes: 24 * 1024 ** 2, entries: 600 });
  if ('refused' in ended) return t.skip(`no file system may be mounted here: ${ended.refused}`);
  for (const line of ended.output.trim().split('\n').slice(0, -1)) t.diagnostic(line);
  const last = ended.output.trim().split('\n').at(-1) ?? '';
  assert.equal(ended.code, 0, ended.output.slice(-2000));
  const { cases, violations } = JSON.parse(last) as { cases: number; violations: string[] };
  assert.deepEqual(violations, []);
  assert.ok(cases > 5, `${cases} cases`);
});
