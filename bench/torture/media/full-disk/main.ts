/**
 * Runs within a small disk of its own, whose folder is TMPDIR: `main.ts <few|every|control>`. Prints one line a case and, last,
 * what is wrong as JSON.
 */
import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { makeClip } from '../../../../apps/server/src/modules/media/clips.factory.ts';
import { createMediaApp } from '../../../../apps/server/src/modules/media/media.factory.ts';
import { SEGMENT_S } from '../../../../apps/server/src/modules/media/processing/child/segment.ts';
import { createPalace } from '../../../../apps/server/src/testkit/palace.ts';
import { createWorker } from '../../../../apps/server/src/testkit/person.ts';
import {
  backedUp,
  backingUp,
  cutInTheChild,
  everyPlaceInTheChild,
  everyStepOfAnUpload,
  everyWriteOfTheWorker,
  type Stage,
} from './cases.ts';
import { Disk, watchWrites } from './disk.ts';

const KIB = 1024;
/** As many times its size as a video must find free for its first quality to be whole and the next one to be cut. */
const CUT = 1.6;
const TENTHS = 10;
/** More than a video has; the last one is the one before which nothing happens any more. */
const MOST_WRITES = 200;
const kind = process.argv[2];
const every = kind === 'every';
const folder = realpathSync(tmpdir());
const violations: string[] = [];
let cases = 0;

const app = await createMediaApp({ transcoder: 'node-av' });
try {
  const stage: Stage = {
    app,
    disk: new Disk(folder),
    owner: await createWorker(app),
    palaceId: (await createPalace(app)).id,
    clip: await (kind === 'control' ? longerThanASegment() : withLowerQuality()),
    tell(name, became, faults) {
      cases += 1;
      process.stdout.write(`${faults.length === 0 ? '✓' : '✗'} ${name}: ${became}\n`);
      for (const fault of faults) {
        violations.push(`${name}: ${fault}`);
        process.stdout.write(`    ${fault}\n`);
      }
    },
  };
  watchWrites(folder);
  const size = stage.clip.bytes.length;
  if (kind === 'control') await cutInTheChild(stage, 8 * KIB);
  else await all(stage, size);
} finally {
  await app.close();
}
process.stdout.write(`${JSON.stringify({ cases, violations })}\n`);

async function withLowerQuality() {
  return { bytes: await makeClip({ width: 404, height: 404, seconds: 1 }), durationMs: 1000 };
}

/** The disk fills up while its first segment is written. */
async function longerThanASegment() {
  return { bytes: await makeClip({ seconds: SEGMENT_S + 1, rate: 4 }), durationMs: (SEGMENT_S + 1) * 1000 };
}

async function all(stage: Stage, size: number): Promise<void> {
  const child = Math.floor(CUT * size);
  if (!every) {
    await everyStepOfAnUpload(stage, [4 * KIB], child);
    return backingUp(stage, [4 * KIB]);
  }
  await everyStepOfAnUpload(stage, [0, 4 * KIB, 8 * KIB, 16 * KIB], child);
  const leaves = Array.from({ length: 2 * TENTHS }, (_, n) => Math.floor((n * size) / TENTHS));
  await everyPlaceInTheChild(stage, leaves);
  await everyWriteOfTheWorker(
    stage,
    Array.from({ length: MOST_WRITES }, (_, n) => n + 1),
  );
  await backingUp(stage, [0, 4 * KIB, 40 * KIB, 100 * KIB]);
  await backedUp(stage);
}
