import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { drawn } from './ballot.factory.ts';
import { runCommand } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'wengong-verify-'));
after(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** What the command prints of files, and how it ends. */
async function run(...paths: string[]) {
  const printed: string[] = [];
  const host = {
    argv: ['node', 'verify-ballot.mjs', ...paths],
    exitCode: undefined as number | undefined,
    stdout: { write: (text: string) => printed.push(text) },
    getBuiltinModule: (name: 'node:fs') => process.getBuiltinModule(name),
  };
  await runCommand(host);
  return { printed: printed.join(''), exitCode: host.exitCode };
}

test('who won, who waits and who was not drawn is told so', async () => {
  const seen = new Set<string>();
  for (let general = 0; general < 30; general += 1) {
    const { file, receipt } = await drawn({}, general);
    const { printed, exitCode } = await run(
      fileOf('result.txt', file),
      fileOf('receipt.json', JSON.stringify(receipt)),
    );
    assert.equal(exitCode, 0, printed);
    assert.match(printed, /✓ 我的报名在名单中，且未被改动[\s\S]*结果可信/);
    seen.add(/我的名次 My place: \d+，(\S+) /.exec(printed)?.[1] ?? '');
  }
  assert.deepEqual(seen, new Set(['未中签', '候补', '中签']));
});

test('a result that was changed is wrong, and the line is named', async () => {
  const { file } = await drawn();
  const changed = Buffer.from(file).toString().replace(' L-', ' W0');
  const { printed, exitCode } = await run(fileOf('changed.txt', changed));
  assert.equal(exitCode, 1);
  assert.match(printed, /✗ 名额严格按顺序分配[\s\S]*第 \d+ 行[\s\S]*结果有误/);
});

test('a file that agrees with itself may still be made up: its fingerprints are shown, to be compared', async () => {
  const { file } = await drawn();
  const [head = ''] = Buffer.from(file).toString().split('\n');
  const { commitment, entrySetHash } = JSON.parse(head);
  const other = Buffer.from(file).toString().replace('暑期游泳班', '暑期书法班');
  const { printed, exitCode } = await run(fileOf('other.txt', other));
  assert.equal(exitCode, 0);
  assert.match(printed, new RegExp(`与摇号页上公布的一样[\\s\\S]*${commitment}[\\s\\S]*${entrySetHash}`));
  assert.match(printed, /活动名称和时间不在验证之列/);
});

test('what cannot be read is said in a line, and nothing is called right or wrong', async () => {
  const { file } = await drawn();
  const result = fileOf('result.txt', file);
  for (const paths of [
    [],
    [join(folder, 'nowhere.txt')],
    [result, join(folder, 'nowhere.json')],
    [result, result],
  ]) {
    const { printed, exitCode } = await run(...paths);
    assert.equal(exitCode, 2, printed);
    assert.doesNotMatch(printed, /结果可信|结果有误|\n {4}at /);
  }
});
