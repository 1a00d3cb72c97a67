import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, test } from 'node:test';
import { createStorage } from '../apps/server/src/kernel/storage/create-storage.ts';
import { createTestApp } from '../apps/server/src/testkit/app.ts';
import { browserPath } from '../e2e/browser.ts';
import { openDataFolder } from './data-folder.ts';
import { root } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'wengong-folder-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const product = join(root, 'var');
const isBelow = (path: string, of: string) => !relative(of, path).startsWith('..');

test('what tests keep, and the browser they use, lie outside the data folder of the product', async () => {
  const app = await createTestApp();
  try {
    const { dataDir } = app.deps.config;
    assert.equal(dataDir, process.env.WENGONG_DATA);
    assert.ok(!isBelow(dataDir, product), dataDir);
    const file = join(folder, 'original');
    writeFileSync(file, 'film');
    await createStorage(app.deps.config).put('originals/film', file);
    assert.ok(existsSync(join(dataDir, 'files/media/originals/film')));
  } finally {
    await app.close();
  }
  assert.ok(!isBelow(await browserPath(), product));
});

test('a start makes its folder, knows it again, and refuses one with files of somebody else', () => {
  const own = join(folder, 'own');
  openDataFolder(own);
  assert.match(readFileSync(join(own, 'wengong.json'), 'utf8'), /"product":"wengong"/);
  writeFileSync(join(own, 'anything'), '');
  openDataFolder(own);
  const foreign = mkdtempSync(join(folder, 'foreign-'));
  writeFileSync(join(foreign, 'thesis.doc'), '');
  assert.throws(() => openDataFolder(foreign), /holds other files/);
  assert.throws(() => openDataFolder(join(foreign, 'thesis.doc')), /not a folder/);
});

test('folders without a file in them are nobody’s: a start takes them over', () => {
  const left = mkdtempSync(join(folder, 'left-'));
  mkdirSync(join(left, 'media', 'incoming'), { recursive: true });
  openDataFolder(left);
  assert.ok(existsSync(join(left, 'wengong.json')));
  const kept = mkdtempSync(join(folder, 'kept-'));
  mkdirSync(join(kept, 'letters'));
  writeFileSync(join(kept, 'letters', 'thesis.doc'), '');
  assert.throws(() => openDataFolder(kept), /holds other files/);
});
