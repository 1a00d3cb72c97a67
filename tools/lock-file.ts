/**
 * `npm run lock`: completes package-lock.json. Where a registry does not carry every platform's build of a package,
 * npm leaves those builds out of the lock file, and `npm ci` then refuses it elsewhere. They are written in by name
 * and version, so that a machine of that platform fetches them and any other passes over them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from './refusal.ts';
import { root } from './run.ts';

type LockEntry = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
export type PackageLock = { packages: Record<string, LockEntry> };
export type Missing = { name: string; version: string; dev: boolean };

/** True when a package in `place` finds `name` in its own folder or one above, as Node looks for it. */
function resolves(lock: PackageLock, place: string, name: string): boolean {
  if (lock.packages[`${place ? `${place}/` : ''}node_modules/${name}`]) return true;
  if (place === '') return false;
  const end = place.lastIndexOf('/node_modules/');
  return resolves(lock, end < 0 ? '' : place.slice(0, end), name);
}

/** Builds for other platforms that some package names and the lock file does not hold. */
export function missingFromLock(lock: PackageLock): Missing[] {
  return Object.entries(lock.packages).flatMap(([place, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name, version]) => /^\d/.test(version) && !resolves(lock, place, name))
      .map(([name, version]) => ({ name, version, dev: entry.dev ?? false })),
  );
}

const PLATFORM =
  /(?<os>android|darwin|freebsd|linux|openharmony|win32)-(?<cpu>arm64|arm|x64|ia32|ppc64|riscv64|s390x|loong64)(-(?<libc>gnu|musl))?/;

function entryFor({ name, version, dev }: Missing): LockEntry {
  const { os, cpu, libc } = PLATFORM.exec(name)?.groups ?? {};
  if (!os || !cpu) throw new Error(`${name}: the platform cannot be told from the name`);
  const family = libc === 'gnu' ? 'glibc' : libc;
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(family ? { libc: [family] } : {}),
    optional: true,
    os: [os],
  };
}

/** The lock file with the missing entries, in npm's order. */
export function completeLock(lock: PackageLock): PackageLock {
  const added = missingFromLock(lock).map((each) => [`node_modules/${each.name}`, entryFor(each)] as const);
  const all = [...Object.entries(lock.packages), ...added].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...lock, packages: Object.fromEntries(all) };
}

if (import.meta.main) {
  await runTool(async () => {
    const file = join(root, 'package-lock.json');
    const lock = JSON.parse(readFileSync(file, 'utf8')) as PackageLock;
    const missing = missingFromLock(lock);
    if (missing.length > 0) writeFileSync(file, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
    console.log(`✓ package-lock.json: +${missing.length}`);
  });
}
