import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { groupTests, isGroup } from './test-groups.ts';

test('files that call the product share processes, those that mind their process have one each', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'wengong-groups-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const files = Array.from({ length: 10 }, (_, at) => `apps/server/src/modules/a/${at}.test.ts`);
  const alone = ['apps/server/src/demo/load.test.ts', 'e2e/door.test.ts'];
  const processes = groupTests([...files, ...alone], join(folder, 'groups'));
  assert.deepEqual(processes.map(isGroup), [true, true, false, false]);
  assert.deepEqual(processes.slice(2), alone);
  assert.deepEqual(groupTests(files.slice(0, 1), folder), files.slice(0, 1), 'one is no group');
});

/** Runs files with these texts in one process; returns what they print, and the code. */
async function inTurn(texts: readonly string[]): Promise<{ code: number; said: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'wengong-turns-'));
  try {
    const names = texts.map((_, at) => `${at}.test.ts`);
    for (const [at, text] of texts.entries()) {
      const head = `import { after, before, beforeEach, test } from 'node:test';
const say = (what: string) => void process.stdout.write(\`say ${at} \${what}\\n\`);
const later = () => new Promise((done) => setImmediate(done));`;
      writeFileSync(join(folder, `${at}.test.ts`), `${head}\n${text}`);
    }
    const turns = pathToFileURL(join(import.meta.dirname, 'test-turns.ts')).href;
    const program = join(folder, 'both.mjs');
    writeFileSync(
      program,
      `import { takeTurns } from '${turns}';\nawait takeTurns('${folder}', ${JSON.stringify(names)});\n`,
    );
    const env = { ...process.env };
    delete env.NODE_TEST_CONTEXT;
    return await new Promise((done) => {
      execFile(process.execPath, [program], { env }, (error, stdout) => {
        const said = stdout.split('\n').filter((line) => line.startsWith('say '));
        done({ code: error === null ? 0 : 1, said: said.map((line) => line.slice(4)) });
      });
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const FILE = `await later();
before(() => say('before'));
beforeEach(() => say('each'));
after(async () => { await later(); say('after'); });
await later();
test('one', later);`;

test('files of one process take turns, and what one sets up is not the other’s', async () => {
  const { code, said } = await inTurn([FILE, FILE]);
  assert.equal(code, 0);
  const turn = (at: number) => ['before', 'each', 'after'].map((what) => `${at} ${what}`);
  assert.deepEqual(said, [...turn(0), ...turn(1)]);
});

for (const [what, text] of Object.entries({
  'a test that fails': `test('bad', () => { throw new Error(); });`,
  'a file that cannot be read': `throw new Error('at once');`,
  'a preparation that fails': `before(() => { throw new Error(); }); test('good', later);`,
})) {
  test(`control: ${what} makes its process red, and the next file has its turn`, async () => {
    const { code, said } = await inTurn([text, FILE]);
    assert.equal(code, 1);
    assert.equal(said.length, 3);
  });
}
