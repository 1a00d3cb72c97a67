import { systemClock } from '../kernel/clock.ts';
import { ConfigError, readConfig } from '../kernel/config.ts';
import { deriveKeys } from '../kernel/crypto.ts';
import { createDatabase, databaseError } from '../kernel/db.ts';
import { loadDemonstration } from './loader.ts';
import { signInsOf } from './sign-ins.ts';

/**
 * Loads the demonstration into the empty database of DATABASE_URL and leaves any other as it is; `--if-empty` says so
 * aloud. `--signins` only tells how to sign in. A last line `DEMO_SIGNINS` and JSON is for `tools/`.
 */
async function main(flags: readonly string[]): Promise<void> {
  const unknown = flags.find((flag) => flag !== '--if-empty' && flag !== '--signins');
  if (unknown !== undefined) throw new Error(`unknown option ${unknown}; there are --if-empty and --signins`);
  const config = readConfig(process.env);
  if (!config.demo)
    throw new Error('WENGONG_DEMO is off here: set WENGONG_DEMO=1 to have demonstration data');
  const db = createDatabase({ url: config.databaseUrl, poolSize: 2 });
  const keys = deriveKeys(config.secret);
  try {
    const loaded =
      flags.includes('--signins') || (await loadDemonstration(db, keys, systemClock.now(), printProgress()));
    if (!loaded) {
      console.log('already loaded');
      return;
    }
    console.log(`DEMO_SIGNINS ${JSON.stringify(await signInsOf(db.reader, keys, systemClock.now()))}`);
  } finally {
    await db.close();
  }
}

/** A line whenever another twentieth is done. */
function printProgress(): (share: number, what: string) => void {
  let printed = -1;
  return (share, what) => {
    const percent = Math.floor(share * 20) * 5;
    if (percent <= printed) return;
    printed = percent;
    console.log(`${String(percent).padStart(3)} % ${what}`);
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
