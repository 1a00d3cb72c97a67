import { Progress } from '../../../tools/progress.ts';
import { Refusal } from '../../../tools/refusal.ts';
import { runNode } from '../../../tools/run.ts';
import { type MediaTortureOptions, type MediaTortureReport, tortureMedia } from './torture.ts';

const MOST_SHOWN = 20;
const UPLOADS = 200;

/**
 * `npm run torture -- media [--operations=200] [--seed=1] [--keep] [--controls]`: uploads and their processing, with every
 * process killed at random moments. `--controls`: files are cut after they were made, as on a full disk; first with
 * verification, when nothing of it may be published, then without, when the checker must find it.
 */
export async function runMedia(given: {
  readonly operations: number | undefined;
  readonly seed: number;
  readonly contenders: number;
  readonly controls: boolean;
  readonly keep: boolean;
}): Promise<void> {
  const options: MediaTortureOptions = {
    uploads: given.operations ?? UPLOADS,
    contenders: Math.min(given.contenders, 12),
    seed: given.seed,
    killEveryMs: 4000,
    web: 2,
    workers: 2,
    keep: given.keep,
  };
  if (given.controls) return control(options);
  const report = await withProgress('视频压力与故障 Torture of videos', options);
  tell(report, options);
  if (report.violations.length > 0)
    throw new Refusal(
      '有承诺被打破',
      'promises were broken',
      report.violations.slice(0, MOST_SHOWN).join('\n'),
    );
}

const HOUR_MS = 3_600_000;

/** `npm run torture -- media --full-disk`: a small real disk, full at every write in turn, and the control of that. */
export async function runFullDisk(): Promise<void> {
  const env = { ...process.env, WENGONG_FULL_DISK: 'every' };
  const { code } = await runNode(['tools/test.ts', 'torture/media/full-disk', `--test-timeout=${HOUR_MS}`], {
    env,
  });
  if (code !== 0) throw new Refusal('磁盘写满时有承诺被打破', 'On a full disk promises were broken');
}

/** Files cut after they were made: with verification none is published, without it the checker finds them. */
async function control(options: MediaTortureOptions): Promise<void> {
  const few = { ...options, uploads: Math.min(options.uploads, 8), killEveryMs: 0, patienceMs: 60_000 };
  const cutting = (verification: 'kept' | 'taken') => ({
    NODE_OPTIONS: `--import=${import.meta.resolve('./cut-files.ts')}`,
    TORTURE_VERIFICATION: verification,
  });
  const kept = await withProgress('文件被截断，有校验 cut files, verified', {
    ...few,
    workerEnv: cutting('kept'),
  });
  const published = kept.violations.filter((each) => / is cut|cannot be played/.test(each));
  if (published.length > 0 || (kept.states.ready ?? 0) > 0)
    throw new Refusal('截断的文件被发布了', 'a cut file was published', published.join('\n'));
  const taken = await withProgress('文件被截断，无校验 cut files, not verified', {
    ...few,
    workerEnv: cutting('taken'),
  });
  const found = taken.violations.filter((each) => / is cut/.test(each));
  if (found.length === 0)
    throw new Refusal(
      '去掉校验后检查没有发现任何问题',
      'Without verification the checker found nothing: it would not notice if it failed',
    );
  process.stdout.write(
    `✓ cut files: none published with verification, ${found.length} found without, e.g. ${found[0]}\n`,
  );
}

function withProgress(label: string, options: MediaTortureOptions): Promise<MediaTortureReport> {
  return new Progress().step(label, (note) =>
    tortureMedia({
      ...options,
      onProgress: ({ finished, violations }) =>
        note(`${finished} / ${options.uploads}  (${violations.length} violations so far)`),
    }),
  );
}

function tell(report: MediaTortureReport, { seed, keep = false }: MediaTortureOptions): void {
  const { history, kills, states, errors, seconds, violations, dataDir } = report;
  for (const [state, count] of Object.entries(states))
    process.stdout.write(`  ${String(count).padStart(6)}  ${state}\n`);
  const { chunks, cuts, retries, twins } = history.counts;
  process.stdout.write(
    `  ${chunks} chunks, ${cuts} cut on the way, ${twins} sent twice at once, ${retries} times no answer\n`,
  );
  for (const error of errors.slice(0, MOST_SHOWN)) process.stdout.write(`  logged: ${error}\n`);
  if (keep) process.stdout.write(`  data folder: ${dataDir}\n`);
  process.stdout.write(
    `${history.finished} uploads in ${seconds.toFixed(0)} s (seed ${seed}), ${kills.web} servers, ${kills.workers} workers ` +
      `and ${kills.database} × PostgreSQL killed: ${violations.length} violations\n`,
  );
}
