/** Runs many hostile files through the child's own code in one process, for the test: a process each would take minutes. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { videoLimits } from '@wengong/contract';
import { AV_LOG_QUIET, Log } from 'node-av';
import { encode } from '../child/encode.ts';
import { probe } from '../child/probe.ts';
import { refusalOf } from '../child/refused.ts';
import { judgeProbe, planOf } from '../plan.rules.ts';

export interface Verdict {
  readonly name: string;
  /** `made`, or why not. */
  readonly outcome: string;
  readonly ms: number;
}

Log.setLevel(AV_LOG_QUIET);
process.once('message', (files: { name: string; file: string; bytes: number }[]) => {
  void (async () => {
    for (const each of files) {
      process.send?.({ begun: each.name });
      const began = performance.now();
      const outcome = await judge(each.file, each.bytes);
      process.send?.({ name: each.name, outcome, ms: performance.now() - began } satisfies Verdict);
    }
    process.exit(0);
  })();
});

async function judge(file: string, bytes: number): Promise<string> {
  try {
    const report = await probe(file);
    const failure = judgeProbe(report, videoLimits.clip);
    if (failure !== null) return failure;
    const folder = path.join(`${file}.made`);
    await mkdir(folder, { recursive: true });
    const plan = planOf(report, bytes, videoLimits.clip);
    await encode({ file, folder, plan }, null, plan.withoutCopy, () => undefined);
    return 'made';
  } catch (error) {
    const refused = refusalOf(error);
    return refused === null ? `error: ${String(error).slice(0, 100)}` : refused.failure;
  }
}
