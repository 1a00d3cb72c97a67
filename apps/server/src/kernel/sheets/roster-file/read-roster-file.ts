import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { ROSTER_FILE_BYTES } from '@wengong/contract';
import { Problem } from '../../errors.ts';
import { type Cells, MOST_ROWS } from './cells.ts';

/** Processor time that reading a file may take, ms; a roster of the largest size takes a tenth of it. */
const MOST_CPU_MS = 10_000;
/** How often that is looked at, and how often at most: a busy machine takes long for what is little work. */
const LOOK_MS = 1000;
const MOST_LOOKS = 60;
/** Files read at a time in one process. */
const AT_ONCE = 2;
let reading = 0;

/**
 * Cells of an uploaded file: xlsx, or CSV in UTF-8, UTF-16 or GB18030. Throws `roster-file-unreadable`,
 * `roster-file-too-large`, and `busy` while others are being read.
 */
export async function readRosterFile(bytes: Buffer): Promise<Cells> {
  if (bytes.length > ROSTER_FILE_BYTES) throw new Problem('roster-file-too-large', { rows: MOST_ROWS });
  if (reading >= AT_ONCE) throw new Problem('busy', {}, { retryAfter: 2 });
  reading += 1;
  try {
    const answer = await inThread(bytes);
    if ('cells' in answer) return answer.cells;
    if (answer.fault === 'too-large') throw new Problem('roster-file-too-large', { rows: MOST_ROWS });
    throw new Problem('roster-file-unreadable');
  } finally {
    reading -= 1;
  }
}

type Answer = { readonly cells: Cells } | { readonly fault: 'unreadable' | 'too-large' };

function inThread(bytes: Buffer): Promise<Answer> {
  const worker = new Worker(new URL('./roster-file.worker.ts', import.meta.url), {
    workerData: new Uint8Array(bytes),
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32 },
  });
  return new Promise<Answer>((resolve) => {
    let looks = 0;
    const watch = setInterval(async () => {
      looks += 1;
      const { user, system } = await worker.cpuUsage().catch(() => ({ user: 0, system: 0 }));
      if (looks >= MOST_LOOKS || (user + system) / 1000 > MOST_CPU_MS) resolve({ fault: 'unreadable' });
    }, LOOK_MS);
    worker.once('message', (answer: Answer) => resolve(answer));
    // Out of memory, or a defect: to the caller both are a file that cannot be read.
    worker.once('error', () => resolve({ fault: 'unreadable' }));
    worker.once('exit', () => {
      clearInterval(watch);
      resolve({ fault: 'unreadable' });
    });
  }).finally(() => worker.terminate());
}

/** Ties what is confirmed later to the file that was looked over. */
export const fileHash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
