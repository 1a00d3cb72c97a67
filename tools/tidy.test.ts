import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseSync } from '@swc/core';
import { completeLock, missingFromLock, type PackageLock } from './lock-file.ts';
import { root } from './run.ts';
import { checkOwnFiles, findProblems, type SourceFile } from './tidy.ts';

const lines = (count: number) => 'const a = 1;\n'.repeat(count);
const lock = (packages: PackageLock['packages']) => JSON.stringify({ packages });

/** Files that keep every rule. */
const sound: SourceFile[] = [
  {
    path: 'apps/server/src/modules/venue/README.md',
    text: '[front door](index.ts) [site](https://example.org)\n',
  },
  { path: 'apps/server/src/modules/venue/index.ts', text: lines(250) },
  { path: 'apps/server/src/modules/venue/venue.store.ts', text: "reader.selectFrom('space');\n" },
  {
    path: 'apps/server/src/modules/venue/venue.test.ts',
    text: `// biome-ignore lint/a: two words\n${lines(399)}`,
  },
  { path: 'apps/server/migrations/0001_all.sql', text: 'select 1;\n'.repeat(900) },
];

const planted: [rule: string, path: string, text: string][] = [
  ['short-files', 'apps/server/src/kernel/a.ts', lines(251)],
  ['short-files', 'apps/server/src/kernel/a.test.ts', lines(401)],
  ['short-files', 'apps/web/src/routes/+page.svelte', lines(401)],
  ['short-files', 'packages/contract/src/a.ts', lines(401)],
  ['telling-names', 'apps/server/src/kernel/utils.ts', ''],
  ['telling-names', 'apps/web/src/lib/helpers/date.ts', ''],
  ['no-todo', 'apps/server/src/kernel/a.ts', '// TODO: later\n'],
  ['no-todo', 'docs/operations.md', 'FIXME\n'],
  ['no-switched-off-test', 'apps/server/src/a.test.ts', "test.skip('x', () => {});\n"],
  ['no-switched-off-test', 'apps/server/src/a.test.ts', "describe.only('x', () => {});\n"],
  ['no-switched-off-test', 'apps/server/src/a.test.ts', "test('x', { skip: true }, () => {});\n"],
  ['no-unexplained-suppression', 'apps/server/src/a.ts', '// @ts-ignore it is fine\n'],
  ['no-unexplained-suppression', 'apps/server/src/a.ts', '// @ts-expect-error\n'],
  ['no-unexplained-suppression', 'apps/server/src/a.ts', '// biome-ignore lint/style/noVar: x\n'],
  ['no-unexplained-suppression', 'apps/web/src/A.svelte', '<!-- biome-ignore lint/a11y -->\n'],
  ['sql-in-stores-only', 'apps/server/src/modules/venue/actions/a.ts', 'await sql`select 1`.execute(tx);\n'],
  [
    'sql-in-stores-only',
    'apps/server/src/modules/venue/actions/a.ts',
    'await sql<{ id: string }>`select 1`;\n',
  ],
  ['sql-in-stores-only', 'apps/server/src/modules/venue/venue.rules.ts', "tx.insertInto('space');\n"],
  ['no-sql-in-routes', 'apps/server/src/modules/venue/venue.routes.ts', "reader.selectFrom('space');\n"],
  ['no-sql-in-routes', 'apps/server/src/modules/venue/venue.routes.ts', "import { sql } from 'kysely';\n"],
  ['no-console-in-server', 'apps/server/src/modules/venue/a.ts', "console.log('here');\n"],
  ['whole-modules', 'apps/server/src/modules/media/index.ts', ''],
  ['whole-modules', 'apps/server/src/modules/media/README.md', ''],
  ['live-links', 'README.md', 'See [it](docs/nowhere.md#part).\n'],
  ['live-links', 'README.md', '<img src="docs/no.png">\n'],
  [
    'whole-lock',
    'package-lock.json',
    lock({ 'node_modules/a': { optionalDependencies: { 'a-darwin-arm64': '1.0.0' } } }),
  ],
];

const present = new Set(sound.map((file) => file.path));
const exists = (path: string) => present.has(path);

test('this clone keeps every style rule', () => {
  const { read, problems } = checkOwnFiles();
  assert.ok(read > 100, `only ${read} files were read`);
  assert.deepEqual(
    problems.map(({ rule, path, line, says }) => `${path}:${line} ${rule}: ${says}`),
    [],
  );
});

test('sound files break no rule', () => {
  assert.deepEqual(findProblems(sound, exists), []);
});

for (const [rule, path, text] of planted) {
  test(`${rule} catches ${path}: ${text.split('\n')[0]?.slice(0, 40)}`, () => {
    const problems = findProblems([...sound, { path, text }], exists);
    assert.ok(
      problems.some((problem) => problem.rule === rule && path.startsWith(problem.path)),
      `not caught; found ${JSON.stringify(problems)}`,
    );
  });
}

test('a lock file is completed with builds for other platforms, and only those', () => {
  const wanted = { 'a-linux-x64-musl': '1.0.0', 'a-darwin-arm64': '1.0.0', 'a-linux-x64-gnu': '1.0.0' };
  const incomplete: PackageLock = {
    packages: {
      'node_modules/a': { version: '1.0.0', optionalDependencies: wanted },
      'node_modules/a-linux-x64-gnu': { version: '1.0.0' },
    },
  };
  const complete = completeLock(incomplete);
  assert.deepEqual(missingFromLock(complete), []);
  assert.deepEqual(complete.packages['node_modules/a-darwin-arm64'], {
    version: '1.0.0',
    cpu: ['arm64'],
    optional: true,
    os: ['darwin'],
  });
  assert.deepEqual(complete.packages['node_modules/a-linux-x64-musl']?.libc, ['musl']);
});

test('Biome refuses a function of more than 70 lines', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wengong-tidy-'));
  try {
    const lint = (length: number) => {
      writeFileSync(join(folder, 'a.ts'), `export function long() {\n${'  go();\n'.repeat(length)}}\n`);
      const config = `--config-path=${join(root, 'biome.json')}`;
      const options = [
        'lint',
        config,
        '--vcs-enabled=false',
        '--only=complexity/noExcessiveLinesPerFunction',
      ];
      return spawnSync(join(root, 'node_modules/.bin/biome'), [...options, folder], { encoding: 'utf8' });
    };
    assert.equal(lint(70).status, 0, lint(70).stderr);
    assert.match(lint(71).stderr, /noExcessiveLinesPerFunction/);
    assert.equal(lint(71).status, 1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Syntax and module names that Node 12 does not know, as the parser names them. */
const NEWER =
  /"OptionalChainingExpression"|"operator":"(\?\?|\?\?=|\|\|=|&&=)"|"value":"node:|"StaticBlock"|"Private/;
const isReadableByNode12 = (text: string) =>
  !NEWER.test(JSON.stringify(parseSync(text, { syntax: 'ecmascript', target: 'es2022' })));

test('what runs before anything is installed is JavaScript that Node 12 can read', () => {
  const files = readdirSync(join(root, 'tools')).filter((name) => name.endsWith('.cjs'));
  assert.ok(files.length >= 3);
  for (const name of files) {
    assert.ok(isReadableByNode12(readFileSync(join(root, 'tools', name), 'utf8')), name);
  }
  for (const newer of ['a?.b', 'a ?? b', "require('node:fs')"])
    assert.equal(isReadableByNode12(newer), false);
});
