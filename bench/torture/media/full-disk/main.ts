/**
 * Runs within a small disk of its own, whose folder is TMPDIR: `main.ts [few|every]`. Prints one line a case and, last, what
 * is wrong as JSON.
 */
import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { makeClip } from '../../../../apps/server/src/modules/media/clips.factory.ts';
import { createMediaApp } from '../../../../apps/server/src/modules/media/media.factory.ts';
import { createPalace } from '../../../../apps/server/src/testkit/palace.ts';
import { createWorker } from '../../../../apps/server/src/testkit/person.ts';
import {
  backingUp,
  everyPlaceInTheChild,
  everyStepOfAnUpload,
  everyWriteOfTheWorker,
  type Stage,
} from './cases.ts';
import { Disk, watchWrites } from './disk.ts';

const KIB = 1024;
const every = process.argv[2] === 'every';
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
    clip: { bytes: await makeClip({ width: 720, height: 480, seconds: 1 }), durationMs: 1000 },
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
  await everyStepOfAnUpload(stage, every ? [0, 4 * KIB, 8 * KIB, 16 * KIB] : [4 * KIB]);
  await everyPlaceInTheChild(
    stage,
    every ? Array.from({ length: 40 }, (_, n) => (n * size) / 10) : [0, size, 1.6 * size],
  );
  await everyWriteOfTheWorker(
    stage,
    every ? () => true : (number) => [5, 12].includes(number) || number > 30,
  );
  await backingUp(stage, every ? [0, 4 * KIB, 40 * KIB, 100 * KIB] : [40 * KIB]);
} finally {
  await app.close();
}
process.stdout.write(`${JSON.stringify({ cases, violations })}\n`);
