import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Demuxer } from 'node-av';
import { makeClip } from '../../clips.factory.ts';
import type { Transcoder } from '../orders.ts';
import { runChild } from '../run-child.ts';
import { findPrograms } from '../transcoder.ts';
import { type HostileFile, hostileFiles } from './corpus.factory.ts';
import type { Judging, Verdict } from './hostile.child.ts';

let folder = '';
let secret = '';
let calls = 0;
let files: HostileFile[] = [];
const listener = createServer((socket) => {
  calls++;
  socket.destroy();
});

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wengong-hostile-'));
  secret = path.join(folder, 'secret.mp4');
  await writeFile(
    secret,
    await makeClip({ width: 48, height: 32, seconds: 1, rate: 5, container: 'mpegts' }),
  );
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  files = await hostileFiles({ file: secret, http: `http://127.0.0.1:${port}` });
  for (const { name, bytes } of files) await writeFile(pathOf(name), bytes);
});
after(async () => {
  listener.close();
  await rm(folder, { recursive: true, force: true });
});

const pathOf = (name: string) => path.join(folder, `${name.replaceAll(/\W/g, '-')}.mp4`);

/** Forgets that the secret was read: the next reading moves its access time again, also under `relatime`. */
const sealSecret = () => utimes(secret, new Date('2020-01-01'), new Date('2021-01-01'));
const secretWasRead = async () => (await stat(secret)).atimeMs > Date.parse('2020-06-01');

/** Judges all files in one process; a file that ends it is noted, and the next process goes on behind it. */
async function judgeAll(transcoder: Transcoder): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  const waiting = files.map(({ name, bytes }) => ({ name, file: pathOf(name), bytes: bytes.length }));
  while (waiting.length > 0) {
    const child = fork(fileURLToPath(new URL('./hostile.child.ts', import.meta.url)), { stdio: 'ignore' });
    let begun = '';
    child.on('message', (said: Verdict | { begun: string }) => {
      if ('begun' in said) begun = said.begun;
      else verdicts.set(said.name, said);
    });
    child.send({ transcoder, files: waiting } satisfies Judging);
    const by = await new Promise((resolve) => child.on('close', (code, signal) => resolve(signal ?? code)));
    if (!verdicts.has(begun)) verdicts.set(begun, { name: begun, outcome: `crashed ${by}`, ms: 0 });
    waiting.splice(0, waiting.findIndex(({ name }) => name === begun) + 1);
  }
  return verdicts;
}

test('a hundred files that are not what they say: no other file is read, nobody is called, none hangs', (t) => {
  assert.ok(files.length >= 100, `${files.length} files`);
  return judgeWith({ kind: 'node-av' }, t);
});

test('the same with FFmpeg’s own programs, where this machine has them', async (t) => {
  const programs = await findPrograms(process.env.PATH ?? '');
  if (programs === null) return t.skip('no ffmpeg 5.1 or newer on the PATH');
  // A process for every look makes it slow: all of it only when asked for.
  const whole = files;
  if (process.env.WENGONG_TEST_FFMPEG !== 'all')
    files = whole.filter(({ mustRefuse }, index) => index % (mustRefuse ? 3 : 6) === 0);
  try {
    await judgeWith(programs, t);
  } finally {
    files = whole;
  }
});

async function judgeWith(transcoder: Transcoder, t: TestContext): Promise<void> {
  calls = 0;
  assert.equal(new Set(files.map(({ name }) => name)).size, files.length);
  await sealSecret();
  const verdicts = await judgeAll(transcoder);
  assert.equal(await secretWasRead(), false, 'somebody else’s video was read');
  assert.equal(calls, 0, 'an address was called');
  const wrong = files.filter(({ name, mustRefuse }) => mustRefuse && verdicts.get(name)?.outcome === 'made');
  assert.deepEqual(
    wrong.map(({ name }) => name),
    [],
  );
  const slow = [...verdicts.values()].filter(({ ms }) => ms > 60_000);
  assert.deepEqual(slow, []);
  const counted = Map.groupBy([...verdicts.values()], ({ outcome }) => outcome.split(':')[0] ?? '');
  t.diagnostic([...counted].map(([outcome, of]) => `${outcome} ${of.length}`).join(', '));
  assert.equal(verdicts.size, files.length);
  // Whatever is wrong with a file is said of it, and not tried again.
  assert.deepEqual(
    [...verdicts.values()].filter(({ outcome }) => /^(error|crashed)/.test(outcome)),
    [],
  );
}

test('control: opened without the rules, a playlist does read the other file and call the address', async (t) => {
  await sealSecret();
  await readFile(secret);
  if (!(await secretWasRead())) return t.skip('this file system keeps no access times');
  const loose = { allowed_extensions: 'ALL', extension_picky: 0, protocol_whitelist: 'file,http,tcp' };
  const open = async (name: string) => {
    const list = path.join(folder, `${name}.m3u8`);
    await writeFile(list, files.find((file) => file.name === name)?.bytes ?? '');
    await Demuxer.open(list, { options: loose as never })
      .then((input) => input.close())
      .catch(() => undefined);
  };
  await sealSecret();
  await open('hls 0');
  assert.equal(await secretWasRead(), true);
  await open('hls 3');
  assert.ok(calls > 0);
});

test('the child is stopped at its limits, and the server goes on', async () => {
  const clip = path.join(folder, 'clip.mp4');
  await writeFile(clip, await makeClip({ seconds: 2 }));
  const limits = { cpuSeconds: 60, wallMs: 60_000, memoryMib: 1500, fileMib: 1 };
  const run = (changed: Partial<typeof limits>, op: 'probe' | 'unknown' = 'probe') =>
    runChild({
      order: { op, transcoder: { kind: 'node-av' }, file: clip } as never,
      folder,
      limits: { ...limits, ...changed },
      onReport: async () => undefined,
      signal: new AbortController().signal,
    });
  assert.equal((await run({})).type, 'done');
  assert.deepEqual(await run({ wallMs: 1 }), { type: 'refused', failure: 'too-heavy', detail: 'time' });
  assert.equal((await run({ memoryMib: 8 })).type, 'crashed');
  assert.equal((await run({}, 'unknown')).type, 'crashed');
});
