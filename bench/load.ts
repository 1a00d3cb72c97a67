import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { LoadResult, LoadTask } from './load-process.ts';

/** Runs a load in a process of its own and gives what came back. */
export function load(task: LoadTask): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'load-process.ts'), { serialization: 'advanced' });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the load generator ended with ${code}`)));
    child.once('message', (result) => resolve(result as LoadResult));
    child.send(task);
  });
}
