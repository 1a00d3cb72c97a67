/**
 * `npm run torture -- media …`: uploads and videos, see media/run.ts. Without it, the booking engine:
 * `npm run torture [-- --operations=1000000 --servers=2 --contenders=256 --seed=1 --keep]`: tortures the booking engine
 * and ends with what it found; not zero when a promise was broken. `--keep` leaves the data folder with its logs.
 * `--minutes=40` ends before all operations are done; what was done until then is judged all the same.
 * With `--without=<guard>` a guard is taken away first, and not finding its violation is the failure; `--controls` does
 * that for every guard in turn. A control needs no million: it has 3,000 operations unless told otherwise, and up to
 * three tries with other seeds, because whether contenders meet is chance; a minute or two a guard.
 */
import { parseArgs } from 'node:util';
import { Progress } from '../../tools/progress.ts';
import { Refusal, runTool } from '../../tools/refusal.ts';
import { tortureWithout } from './control.ts';
import { type Guard, guards } from './guards.ts';
import { runFullDisk, runMedia } from './media/run.ts';
import { type TortureOptions, type TortureReport, torture } from './torture.ts';

const MOST_SHOWN = 20;
/** Without a terminal a line is written so often. */
const LINE_MS = 60_000;
const OPERATIONS = 1_000_000;
const CONTROL_OPERATIONS = 3000;
const CONTROL_TRIES = 3;

await runTool(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      operations: { type: 'string' },
      servers: { type: 'string', default: '2' },
      contenders: { type: 'string', default: '256' },
      minutes: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      without: { type: 'string' },
      controls: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      'full-disk': { type: 'boolean', default: false },
    },
  });
  const operations = values.operations === undefined ? undefined : whole(values.operations, 'operations');
  const seed = whole(values.seed, 'seed');
  const contenders = whole(values.contenders, 'contenders');
  const { controls, keep } = values;
  if (positionals[0] === 'media' && values['full-disk']) return runFullDisk();
  if (positionals[0] === 'media') return runMedia({ operations, seed, contenders, controls, keep });
  const isControl = controls || values.without !== undefined;
  const options = {
    operations: operations ?? (isControl ? CONTROL_OPERATIONS : OPERATIONS),
    servers: whole(values.servers, 'servers'),
    contenders,
    seed,
    killEvery: 10_000,
    killDatabaseEvery: 50_000,
    keep,
    ...(values.minutes === undefined ? {} : { minutes: whole(values.minutes, 'minutes') }),
  };
  if (controls) {
    for (const guard of guards) await control(options, guard);
  } else if (values.without !== undefined) {
    await control(options, guardNamed(values.without));
  } else {
    await prove(options);
  }
});

async function prove(options: TortureOptions): Promise<void> {
  const report = await withProgress('压力与故障 Torture', options);
  tell(report, options);
  if (report.violations.length > 0) throw broken(report, 'promises were broken', '有承诺被打破');
}

async function control(options: TortureOptions, guard: Guard): Promise<void> {
  const { found, others } = await tortureWithout(guard, options, CONTROL_TRIES, (each) =>
    withProgress(`没有 without ${guard.name}`, each),
  );
  if (found.length > 0) {
    process.stdout.write(`✓ without ${guard.name}: ${found.length} × ${guard.finds}, e.g. ${found[0]}\n`);
    return;
  }
  throw new Refusal(
    `去掉 ${guard.name} 后检查没有发现 ${guard.finds}`,
    `Without ${guard.name} the checker did not find ${guard.finds}: it would not notice if the guard failed`,
    others.slice(0, MOST_SHOWN).join('\n'),
  );
}

function withProgress(label: string, options: TortureOptions): Promise<TortureReport> {
  const began = performance.now();
  let lineAt = began + LINE_MS;
  return new Progress().step(label, (note) =>
    torture({
      ...options,
      onProgress: ({ operations, violations }) => {
        const now = performance.now();
        const rate = Math.round(operations / ((now - began) / 1000));
        const text = `${operations} / ${options.operations}  (${rate}/s, ${violations.length} violations so far)`;
        note(text);
        if (process.stdout.isTTY || now < lineAt) return;
        lineAt = now + LINE_MS;
        process.stdout.write(`  ${text}\n`);
      },
    }),
  );
}

function tell(report: TortureReport, { seed, keep }: TortureOptions): void {
  const { history, kills, databaseKills, errors, seconds, violations, dataDir } = report;
  for (const [name, { done, refused }] of Object.entries(history.outcomes).toSorted()) {
    const codes = Object.entries(refused).toSorted(([, one], [, other]) => other - one);
    const told = codes.map(([code, times]) => `${code} ${times}`).join(', ');
    process.stdout.write(`  ${String(done).padStart(8)}  ${name}${told && `  (refused: ${told})`}\n`);
  }
  for (const error of errors.slice(0, MOST_SHOWN)) process.stdout.write(`  logged: ${error}\n`);
  if (keep) process.stdout.write(`  data folder: ${dataDir}\n`);
  process.stdout.write(
    `${history.operations} operations in ${seconds.toFixed(0)} s (seed ${seed}), ${history.bookings.size} bookings, ` +
      `${kills} servers and ${databaseKills} × PostgreSQL killed: ${violations.length} violations\n`,
  );
}

function broken({ violations }: TortureReport, english: string, chinese: string): Refusal {
  return new Refusal(chinese, english, violations.slice(0, MOST_SHOWN).join('\n'));
}

function guardNamed(name: string): Guard {
  const guard = guards.find((each) => each.name === name);
  if (guard !== undefined) return guard;
  const known = guards.map((each) => each.name).join(', ');
  throw new Refusal(
    `没有名为 ${name} 的守卫，可选：${known}`,
    `No guard is named ${name}: choose from ${known}`,
  );
}

function whole(text: string, name: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new Refusal(`--${name} 应为整数`, `--${name} must be a whole number`);
}
