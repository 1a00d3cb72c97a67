import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildApp } from '../../apps/server/src/app.ts';
import { HeldClock } from '../../apps/server/src/kernel/clock.ts';
import { readConfig } from '../../apps/server/src/kernel/config.ts';
import { deriveKeys } from '../../apps/server/src/kernel/crypto.ts';
import { createDatabase } from '../../apps/server/src/kernel/db.ts';
import { createLog } from '../../apps/server/src/kernel/log.ts';
import { type TestApp, withCalls } from '../../apps/server/src/testkit/app.ts';

const MOST_TRIES = 40;

/** Does something with an app in this process, on the database of the servers; its files lie in a folder of their own. */
export async function withApp<Made>(
  databaseUrl: string,
  work: (app: TestApp) => Promise<Made>,
): Promise<Made> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wengong-app-'));
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    WENGONG_DATA: dataDir,
    WENGONG_LOG_LEVEL: 'silent',
  });
  const db = createDatabase({ url: databaseUrl, poolSize: 8 });
  const clock = new HeldClock(new Date());
  const keys = deriveKeys(config.secret);
  const app = await buildApp({ config, db, clock, log: createLog(config), keys });
  await app.server.ready();
  try {
    const calls = withCalls(app, clock);
    return await work({ ...calls, call: patiently(calls.call), close: async () => undefined });
  } finally {
    await app.server.close();
    await db.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Comes again when the machine is so busy that the server asks for it. */
const patiently =
  (call: TestApp['call']): TestApp['call'] =>
  async (route, options) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await call(route, options);
      } catch (error) {
        if (tries === MOST_TRIES || !String(error).includes('"code":"busy"')) throw error;
        await delay(250);
      }
    }
  };
