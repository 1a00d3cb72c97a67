import { randomBytes } from 'node:crypto';
import type { BodyInputOf, ParamsOf, QueryInputOf, ResponseOf, RouteDescriptor } from '@wengong/contract';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import pg from 'pg';
import { type App, type AppParts, buildApp } from '../app.ts';
import { HeldClock } from '../kernel/clock.ts';
import { type Config, readConfig } from '../kernel/config.ts';
import { deriveKeys } from '../kernel/crypto.ts';
import { createDatabase } from '../kernel/db.ts';
import { createLog } from '../kernel/log.ts';

const UNPREPARED = 'WENGONG_TEST_DATABASE_URL or WENGONG_DATA is not set: run the tests with `npm test`';
/** Monday noon in Shanghai: far from midnight, so that "today" is the same day in every zone of China. */
const START = new Date('2026-11-23T04:00:00Z');

export interface CallOptions<R extends RouteDescriptor> {
  readonly params?: ParamsOf<R>;
  readonly query?: QueryInputOf<R>;
  readonly body?: BodyInputOf<R>;
  /** Cookie header of who calls; anonymous when left out. */
  readonly as?: { readonly cookie: string };
  readonly idempotencyKey?: string;
}

export interface TestApp extends App {
  readonly clock: HeldClock;
  inject(options: InjectOptions): Promise<LightMyRequestResponse>;
  /** Calls a route and returns its answer; throws with the problem document when it is refused. */
  call<R extends RouteDescriptor>(route: R, options: CallOptions<R>): Promise<ResponseOf<R>>;
  /** Calls a route that must be refused; returns `{ status, code }`. */
  refused<R extends RouteDescriptor>(
    route: R,
    options: CallOptions<R>,
  ): Promise<{ status: number; code: string }>;
  /** Handles every event that is due. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** An app on its own database, cloned from the migrated template; without pages unless they are asked for. */
export async function createTestApp(
  overrides: Partial<Config> = {},
  parts: AppParts = { pages: false },
): Promise<TestApp> {
  const database = await cloneTemplate();
  const folder = process.env.WENGONG_DATA;
  if (folder === undefined) throw new Error(UNPREPARED);
  const config: Config = {
    ...readConfig({
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      // The run's own, which is removed with it.
      WENGONG_DATA: folder,
      WENGONG_RATE_LIMIT: '0',
      // Tests share their processor, which delays the loop as a flood would.
      WENGONG_LOOP_DELAY_MS: '0',
      // Tests cancel and book in the same moment.
      WENGONG_SOLD_OUT_MS: '0',
      WENGONG_LIVE_COUNT_MS: '0',
      WENGONG_LOG_LEVEL: process.env.WENGONG_LOG_LEVEL ?? 'silent',
    }),
    ...overrides,
  };
  const clock = new HeldClock(START);
  const db = createDatabase({ url: database.url, poolSize: 8 });
  const keys = deriveKeys(config.secret);
  const app = await buildApp({ config, db, clock, log: createLog(config), keys }, parts);
  await app.server.ready();
  return {
    ...withCalls(app, clock),
    async close() {
      await app.server.close();
      await db.close();
      await database.drop();
    },
  };
}

/** An app in this process with the test kit's ways of calling it; whoever opened server and database closes them. */
export function withCalls(app: App, clock: HeldClock): Omit<TestApp, 'close'> {
  const inject = (options: InjectOptions) => app.server.inject(options);
  const send = (route: RouteDescriptor, options: CallOptions<RouteDescriptor>) =>
    inject(requestOf(route, options));
  return {
    ...app,
    clock,
    inject,
    async call(route, options) {
      const answer = await send(route, options as CallOptions<RouteDescriptor>);
      if (answer.statusCode >= 400) {
        throw new Error(`${route.method} ${route.path} answered ${answer.statusCode}: ${answer.body}`);
      }
      const json = (answer.headers['content-type'] as string | undefined)?.includes('json') ?? false;
      return (json ? answer.json() : answer.body) as never;
    },
    async refused(route, options) {
      const answer = await send(route, options as CallOptions<RouteDescriptor>);
      return { status: answer.statusCode, code: answer.json().code };
    },
    async settle() {
      while ((await app.deps.bus.deliver(app.deps.db, app.deps, app.deps.log)) > 0);
    },
  };
}

function requestOf(route: RouteDescriptor, options: CallOptions<RouteDescriptor>): InjectOptions {
  const params: Record<string, string> = options.params ?? {};
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const query = Object.entries((options.query ?? {}) as Record<string, unknown>)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, string] => [name, String(value)]);
  return {
    method: route.method,
    url: query.length > 0 ? `${path}?${new URLSearchParams(query)}` : path,
    headers: {
      ...(options.as ? { cookie: options.as.cookie } : {}),
      ...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
    },
    ...(options.body === undefined ? {} : { payload: options.body as object }),
  };
}

/** Clones the migrated template database that the test runner has prepared. */
export async function cloneTemplate(): Promise<{
  url: string;
  drop(): Promise<void>;
}> {
  const admin = process.env.WENGONG_TEST_DATABASE_URL;
  if (admin === undefined) throw new Error(UNPREPARED);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(admin, (client) => client.query(`create database ${name} template wengong_template`));
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    drop: () => withClient(admin, (client) => client.query(`drop database ${name} with (force)`)),
  };
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
