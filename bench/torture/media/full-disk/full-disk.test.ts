import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { onSmallDisk } from './small-disk.ts';

// The short run of `npm run torture -- media --full-disk`, which runs this file with every step.

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const BELIEVING = `--import=${import.meta.resolve('./believing.ts')}`;
const SIZE = { bytes: 24 * 1024 ** 2, entries: 600 };
const every = process.env.WENGONG_FULL_DISK === 'every';

interface Judged {
  readonly cases: number;
  readonly violations: readonly string[];
  readonly output: string;
}

/** What was found; a text where no file system may be mounted. */
async function judged(...args: string[]): Promise<Judged | string> {
  const live = every ? (text: string) => void process.stderr.write(text) : undefined;
  const ended = await onSmallDisk(args, SIZE, live);
  if ('refused' in ended) return `no file system may be mounted here: ${ended.refused}`;
  assert.equal(ended.code, 0, ended.output.slice(-3000));
  const last = ended.output.trim().split('\n').at(-1) ?? '';
  return { ...(JSON.parse(last) as Omit<Judged, 'output'>), output: ended.output };
}

test('a disk that is really full at any write publishes nothing half, blames nobody and loses nothing', async (t) => {
  const found = await judged(MAIN, every ? 'every' : 'few');
  if (typeof found === 'string') return t.skip(found);
  assert.deepEqual(found.violations, []);
  assert.ok(found.cases >= 4, `${found.cases} cases`);
});

test('control: without verification what a full disk has cut is published, and the judge sees it', async (t) => {
  const found = await judged(BELIEVING, MAIN, 'control');
  if (typeof found === 'string') return t.skip(found);
  assert.match(found.violations.join('\n'), /is cut|no playlist|no segments|no end|is empty/, found.output);
});
