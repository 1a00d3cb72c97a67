import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { checkBoundaries, checkOwnBoundaries } from './boundaries.ts';

const graph = { identity: [], network: ['identity'], venue: ['network'] };

/** A clone in small that keeps every rule. */
const sound: Record<string, string> = {
  'node_modules/zod/index.js': 'export const z = 1;',
  'node_modules/zod/package.json': '{"name":"zod","type":"module","main":"index.js"}',
  'node_modules/pg/index.js': 'export default 1;',
  'node_modules/pg/package.json': '{"name":"pg","type":"module","main":"index.js"}',
  'packages/contract/src/index.ts': "import { z } from 'zod';\nexport const shape = z;",
  'apps/web/src/page.ts':
    "import { shape } from '../../../packages/contract/src/index.ts';\nexport default shape;",
  'apps/server/src/app.ts': "export { open } from './modules/network/index.ts';",
  'apps/server/src/kernel/db.ts': 'export const db = 1;',
  'apps/server/src/testkit/app.ts': 'export const kit = 1;',
  'apps/server/src/modules/identity/index.ts': 'export const actor = 1;',
  'apps/server/src/modules/identity/identity.store.ts': 'export const row = 1;',
  'apps/server/src/modules/network/index.ts':
    "import { actor } from '../identity/index.ts';\nimport { db } from '../../kernel/db.ts';\nexport const open = [actor, db];",
  'apps/server/src/modules/network/network.test.ts':
    "import { kit } from '../../testkit/app.ts';\nexport default kit;",
  'apps/server/src/modules/venue/index.ts': "export { open } from '../network/index.ts';",
  'apps/server/src/modules/venue/venue.factory.ts': 'export const venue = 1;',
};

const importing = (path: string) => `import * as it from '${path}';\nexport default it;`;

/** Each plants one wrong file in the sound clone and names the rule that has to catch it. */
const planted: [rule: string, file: string, text: string][] = [
  ['contract-imports-zod-only', 'packages/contract/src/a.ts', importing('pg')],
  ['contract-imports-zod-only', 'packages/contract/src/b.ts', importing('node:fs')],
  ['kernel-imports-no-module', 'apps/server/src/kernel/a.ts', importing('../modules/identity/index.ts')],
  [
    'module-imports-kernel-and-modules-only',
    'apps/server/src/modules/identity/a.ts',
    importing('../../app.ts'),
  ],
  [
    'identity-imports-permitted-modules-only',
    'apps/server/src/modules/identity/a.ts',
    importing('../venue/index.ts'),
  ],
  [
    'venue-imports-permitted-modules-only',
    'apps/server/src/modules/venue/a.ts',
    importing('../identity/index.ts'),
  ],
  [
    'network-imports-permitted-modules-only',
    'apps/server/src/modules/network/a.ts',
    importing('../identity/identity.store.ts'),
  ],
  [
    'network-imports-permitted-modules-only',
    'apps/server/src/modules/network/network.tables.ts',
    "import type { row } from '../identity/identity.store.ts';\nexport type Row = typeof row;",
  ],
  [
    'network-tests-use-front-doors',
    'apps/server/src/modules/network/a.test.ts',
    importing('../identity/identity.store.ts'),
  ],
  ['front-door-only', 'apps/server/src/main.ts', importing('./modules/identity/identity.store.ts')],
  ['test-code-stays-in-tests', 'apps/server/src/modules/venue/a.ts', importing('./venue.factory.ts')],
  ['test-code-stays-in-tests', 'apps/server/src/main.ts', importing('./testkit/app.ts')],
  ['server-imports-no-page-or-tool', 'apps/server/src/main.ts', importing('../../web/src/page.ts')],
  ['web-imports-contract-only', 'apps/web/src/a.ts', importing('../../server/src/kernel/db.ts')],
  [
    'web-imports-contract-only',
    'apps/web/src/A.svelte',
    '<script lang="ts">\nimport { db } from \'../../server/src/kernel/db.ts\';\n</script>\n{db}',
  ],
  ['no-cycles', 'apps/server/src/kernel/a.ts', "import { b } from './b.ts';\nexport const a = () => b;"],
  ['module-is-declared', 'apps/server/src/modules/media/index.ts', 'export const media = 1;'],
];

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function plant(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'wengong-boundaries-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

test('this clone keeps every import rule', async () => {
  const { cruised, violations } = await checkOwnBoundaries();
  assert.ok(cruised > 50, `only ${cruised} files were read`);
  assert.deepEqual(violations, []);
});

test('a sound clone in small breaks no rule', async () => {
  const { cruised, violations } = await checkBoundaries(plant(sound), graph);
  assert.ok(cruised >= Object.keys(sound).filter((path) => path.endsWith('.ts')).length);
  assert.deepEqual(violations, []);
});

for (const [rule, file, text] of planted) {
  test(`${rule} catches ${file}`, async () => {
    const partner = { 'apps/server/src/kernel/b.ts': importing('./a.ts') };
    const files = { ...sound, ...(rule === 'no-cycles' ? partner : {}), [file]: text };
    const { violations } = await checkBoundaries(plant(files), graph);
    assert.ok(
      violations.some((each) => each.rule === rule),
      `not caught; found ${JSON.stringify(violations)}`,
    );
  });
}

test('a graph that permits a later module is refused', async () => {
  const { violations } = await checkBoundaries(plant(sound), { ...graph, identity: ['network'] });
  assert.ok(violations.some((each) => each.rule === 'modules-in-dependency-order'));
});
