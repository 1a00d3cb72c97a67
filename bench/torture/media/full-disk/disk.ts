import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

const PAGE = 4096;

/** The small disk that this process has for itself, which can be filled to the last page and emptied again. */
export class Disk {
  readonly #ballast: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#ballast = join(folder, 'ballast');
    fs.mkdirSync(this.#ballast);
  }

  get free(): number {
    const { bavail, bsize } = fs.statfsSync(this.#folder);
    return bavail * bsize;
  }

  /** Somebody else takes all but so many bytes, and with `entries` every name that could be given too. */
  fill(leave = 0, entries = false): void {
    const taken = Math.max(0, Math.floor((this.free - leave) / PAGE) * PAGE);
    const file = fs.openSync(join(this.#ballast, 'bytes'), 'a');
    // A file that stayed open would go on taking its room when it is removed.
    try {
      untilFull(() => {
        for (let left = taken; left > 0; )
          left -= fs.writeSync(file, Buffer.alloc(Math.min(left, 1024 ** 2)));
      });
    } finally {
      fs.closeSync(file);
    }
    untilFull(() => {
      for (let n = 0; entries; n++) fs.closeSync(fs.openSync(join(this.#ballast, `name-${n}`), 'w'));
    });
  }

  empty(): void {
    fs.rmSync(this.#ballast, { recursive: true });
    fs.mkdirSync(this.#ballast);
  }
}

/** Others write meanwhile: it may be full before everything is taken that was free. */
function untilFull(take: () => void): void {
  try {
    take();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

type Fault = { readonly at: 'write' | 'child'; left: number; readonly strike: () => void };

const WRITES = ['mkdir', 'rename', 'writeFile', 'copyFile'] as const;
let fault: Fault | null = null;

/** Lets `strike` happen right before the `number`th write of this process, or the `number`th child that touches a video. */
export function strikeBefore(at: Fault['at'], number: number, strike: () => void): void {
  fault = { at, left: number, strike };
}

/** Whether what `strikeBefore` announced has happened; it will not any more. */
export function hasStruck(): boolean {
  const struck = fault === null;
  fault = null;
  return struck;
}

function comesTo(at: Fault['at']): void {
  if (fault?.at !== at || --fault.left > 0) return;
  const { strike } = fault;
  fault = null;
  strike();
}

/** Counts from now on what this process does to the disk: every module that writes sees it. */
export function watchWrites(folder: string): void {
  for (const name of WRITES) {
    const original = fs.promises[name] as (...args: never[]) => Promise<unknown>;
    Object.assign(fs.promises, {
      [name]: (...args: never[]) => {
        if (args.some((each: unknown) => typeof each === 'string' && each.startsWith(folder)))
          comesTo('write');
        return original(...args);
      },
    });
  }
  const { spawn } = childProcess;
  Object.assign(childProcess, {
    spawn: (...given: Parameters<typeof spawn>) => {
      if (given.flat().some((each) => String(each).endsWith('child/main.ts'))) comesTo('child');
      return spawn(...given);
    },
  });
  syncBuiltinESMExports();
}
