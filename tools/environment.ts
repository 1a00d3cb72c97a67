import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Refusal } from './refusal.ts';
import { root } from './run.ts';

/** What the tools need to know of the environment; the server reads and checks the rest itself. */
export type Environment = {
  host: string;
  port: number;
  /** Absolute. */
  dataDir: string;
  /** Set: an outside PostgreSQL is used and nothing embedded starts. */
  databaseUrl: string | undefined;
  production: boolean;
  demo: boolean;
};

/** Reads the environment, after `.env` in the clone, whose values do not override what is set already. */
export function readEnvironment(): Environment {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  const { PORT, HOST, WENGONG_DATA, WENGONG_DEMO, DATABASE_URL, NODE_ENV } = process.env;
  const production = NODE_ENV === 'production';
  return {
    host: HOST || '127.0.0.1',
    port: readPort(PORT || '8080'),
    dataDir: resolve(root, WENGONG_DATA || 'var'),
    databaseUrl: DATABASE_URL || undefined,
    production,
    demo: WENGONG_DEMO ? WENGONG_DEMO !== '0' : !production,
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Refusal(`PORT=${text} 不是端口号（1-65535）`, `PORT=${text} is not a port number (1-65535)`);
}

/** The environment for the server and its scripts, with the database and the data folder spelled out. */
export function childEnvironment(environment: Environment, databaseUrl: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DATABASE_URL: databaseUrl,
    WENGONG_DATA: environment.dataDir,
    HOST: environment.host,
    PORT: String(environment.port),
  };
}
