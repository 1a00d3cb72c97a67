import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.cjs';
import { Refusal } from './refusal.ts';
import { root, runNode } from './run.ts';

const web = join(root, 'apps/web');
const built = join(web, 'build');
const stamp = join(built, '.wengong-built');
/** Where a build grows until it is whole. */
const unfinished = join(web, 'build.unfinished');
const sources = [
  'apps/web/{src,static}/**/*',
  'apps/web/*.{json,ts,js}',
  'packages/contract/src/**/*',
  'package-lock.json',
];

/** One number for everything the pages are built from. */
function hashSources(): string {
  const hash = createHash('sha256');
  for (const file of globSync(sources, { cwd: root }).sort()) {
    const path = join(root, file);
    if (statSync(path).isDirectory() || file.endsWith('.test.ts')) continue;
    hash.update(file).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/** True when the built pages are those of the present sources. */
export function isWebBuilt(): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashSources();
}

/** Builds the pages aside and swaps them in whole, so that a server never finds half a build. */
export async function buildWeb(onLine: (line: string) => void): Promise<void> {
  await withLock(root, '.web-build', async () => {
    const hash = hashSources();
    rmSync(unfinished, { recursive: true, force: true });
    const { code, output } = await runNode([join(root, 'node_modules/vite/bin/vite.js'), 'build'], {
      cwd: web,
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', WENGONG_WEB_OUT: unfinished },
      onLine,
    });
    if (code !== 0) {
      throw new Refusal('页面构建失败', 'The pages did not build', output);
    }
    writeFileSync(join(unfinished, '.wengong-built'), hash);
    rmSync(built, { recursive: true, force: true });
    renameSync(unfinished, built);
  });
}
