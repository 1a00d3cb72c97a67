/** Runs many hostile files through the child's own code in one process, for the test: a process each would take minutes. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { videoLimits } from '@wengong/contract';
import type { Engine } from '../child/engine.ts';
import { openEngine } from '../child/open-engine.ts';
import { refusalOf } from '../child/refused.ts';
import type { Transcoder } from '../orders.ts';
import { judgeProbe, planOf } from '../plan.rules.ts';

export interface Verdict {
  readonly name: string;
  /** `made`, or why not. */
  readonly outcome: string;
  readonly ms: number;
}

export interface Judging {
  readonly transcoder: Transcoder;
  readonly files: readonly { readonly name: string; readonly file: string; readonly bytes: number }[];
}

process.once('message', ({ transcoder, files }: Judging) => {
  void (async () => {
    const engine = await openEngine(transcoder);
    for (const each of files) {
      process.send?.({ begun: each.name });
      const began = performance.now();
      const outcome = await judge(engine, each.file, each.bytes);
      process.send?.({ name: each.name, outcome, ms: performance.now() - began } satisfies Verdict);
    }
    process.exit(0);
  })();
});

async function judge(engine: Engine, file: string, bytes: number): Promise<string> {
  try {
    const report = await engine.probe(file);
    const failure = judgeProbe(report, videoLimits.clip);
    if (failure !== null) return failure;
    const folder = path.join(`${file}.made`);
    await mkdir(folder, { recursive: true });
    const plan = planOf(report, bytes, videoLimits.clip);
    await engine.encode({ file, folder, plan }, null, plan.withoutCopy, () => undefined);
    return 'made';
  } catch (error) {
    const refused = refusalOf(error);
    return refused === null ? `error: ${String(error).slice(0, 100)}` : refused.failure;
  }
}
