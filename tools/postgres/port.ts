import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { Refusal } from '../refusal.ts';

/** Below the range from which systems take the ports of outgoing connections, so that a chosen port stays free. */
const LOWEST = 20_000;
const HIGHEST = 32_000;
const ATTEMPTS = 50;

/** A loopback port that nothing listens on now. Another program may still be faster. */
export async function findFreePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isPortFree(port)) return port;
  }
  throw new Refusal('找不到空闲的本机端口给 PostgreSQL', 'No free local port was found for PostgreSQL');
}

/** Binds the loopback port for a moment. */
export function isPortFree(port: number): Promise<boolean> {
  if (port === 0) return Promise.resolve(false);
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}
