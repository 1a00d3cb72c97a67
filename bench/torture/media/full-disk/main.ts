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
  return { bytes: await makeClip({ width: 720, height: 480, seconds: 1 }), durationMs: 1000 };
}

/** The disk fills up while its first segment is written. */
async function longerThanASegment() {
  return { bytes: await makeClip({ seconds: SEGMENT_S + 1 }), durationMs: (SEGMENT_S + 1) * 1000 };
}

async function all(stage: Stage, size: number): Promise<void> {
  await everyStepOfAnUpload(stage, every ? [0, 4 * KIB, 8 * KIB, 16 * KIB] : [4 * KIB]);
  await everyPlaceInTheChild(
    stage,
    every ? Array.from({ length: 20 }, (_, n) => (n * size) / 10) : [CUT * size],
  );
  await everyWriteOfTheWorker(stage, every ? Array.from({ length: 200 }, (_, n) => n + 1) : [12]);
  await backingUp(stage, every ? [0, 4 * KIB, 40 * KIB, 100 * KIB] : [40 * KIB]);
}
