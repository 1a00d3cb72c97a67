import { systemClock } from '../kernel/clock.ts';
import { ConfigError, readConfig } from '../kernel/config.ts';
import { deriveKeys } from '../kernel/crypto.ts';
import { createDatabase, databaseError } from '../kernel/db.ts';
import { createStorage } from '../kernel/storage/create-storage.ts';
import { placeFilms } from './films.ts';
import { loadDemonstration } from './loader.ts';
import { placeProofs } from './proofs.ts';
import { signInsOf } from './sign-ins.ts';
import { FULL, SMALL } from './size.ts';

const FLAGS = ['--if-empty', '--signins'];

/** What is being done, by the table that is written; of the others nothing is said. */
const DOING: Readonly<Record<string, string>> = {
  start: '构思 thinking it out',
  person: '职工 workers',
  session: '场次 sessions',
  booking: '预约 bookings',
  ticket: '票 tickets',
  check_in: '签到 check-ins',
  visit_tap: '客流 visits',
  message: '消息 messages',
  'audit log': '操作记录 audit log',
  listings: '上架 listings',
  done: '完成 done',
};

/**
 * Loads the demonstration into the empty database of DATABASE_URL and leaves any other as it is; `--if-empty` says so
 * aloud, `--signins` only tells how to sign in. WENGONG_DEMO=small loads a tenth of the people. A last line `DEMO_SIGNINS` and JSON is for `tools/`.
 */
async function main(flags: readonly string[]): Promise<void> {
  const unknown = flags.find((flag) => !FLAGS.includes(flag));
  if (unknown !== undefined) throw new Error(`unknown option ${unknown}; there are ${FLAGS.join(', ')}`);
  const config = readConfig(process.env);
  const size = config.demoSize === 'small' ? SMALL : FULL;
  if (!config.demo)
    throw new Error('WENGONG_DEMO is off here: set WENGONG_DEMO=1 to have demonstration data');
  const db = createDatabase({ url: config.databaseUrl, poolSize: 2 });
  const keys = deriveKeys(config.secret);
  try {
    const loaded =
      flags.includes('--signins') ||
      (await loadDemonstration(db, keys, systemClock.now(), printProgress(), size));
    if (!loaded) {
      console.log('already loaded');
      return;
    }
    if (!flags.includes('--signins')) {
      await placeFilms(db.reader, createStorage(config));
      await placeProofs(db.reader, createStorage(config));
    }
    console.log(`DEMO_SIGNINS ${JSON.stringify(await signInsOf(db.reader, keys, systemClock.now()))}`);
  } finally {
    await db.close();
  }
}

/** A line whenever another hundredth is done. */
function printProgress(): (share: number, what: string) => void {
  let printed = -1;
  let doing = '';
  return (share, what) => {
    doing = DOING[what] ?? doing;
    const percent = Math.floor(share * 100);
    if (percent <= printed) return;
    printed = percent;
    const bar = '█'.repeat(Math.floor(percent / 5)).padEnd(20, '░');
    console.log(`${bar} ${String(percent).padStart(3)} % ${doing}`);
  };
}

/** What went wrong in one line. */
function reasonOf(error: unknown): string {
  if (error instanceof ConfigError) return error.problems.join('; ');
  if (databaseError(error)?.code === '42P01') return 'the database has no tables yet: migrate it first';
  if (error instanceof AggregateError) return error.errors.map(String).join('; ');
  return (error instanceof Error ? error.message : String(error)).split('\n').join(' ');
}

if (import.meta.main) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    console.error(`demo: ${reasonOf(error)}`);
    process.exitCode = 1;
  }
}
