import { join } from 'node:path';
import { describe } from 'node:test';
import { pathToFileURL } from 'node:url';

/**
 * Runs files of tests in this process, one after the other, each as a suite of its own: what a file sets up before its
 * tests and after them stays its own.
 */
export async function takeTurns(folder: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    // The next file is read when this one has ended.
    await describe(file, async () => void (await import(pathToFileURL(join(folder, file)).href)));
  }
}
