/**
 * `npm start`: PostgreSQL, migrations, pages, demonstration and server in order, with progress, then one block that
 * says where to go. Stops everything in the opposite order on Ctrl-C.
 */
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { migrate, openDatabase } from './database.ts';
import { describeSignIns, loadDemonstration, type SignIn } from './demonstration.ts';
import { childEnvironment, type Environment, readEnvironment } from './environment.ts';
import { giveUp, interrupted, interruption, isAskedToStop } from './interrupt.ts';
import type { Postgres } from './postgres.ts';
import { Progress } from './progress.ts';
import { Refusal, runTool } from './refusal.ts';
import { root } from './run.ts';
import { type Server, serverLog, startServer } from './server-process.ts';
import { buildWeb, isWebBuilt } from './web-build.ts';

const progress = new Progress();

async function main(): Promise<number> {
  const environment = readEnvironment();
  await checkPort(environment);
  const stops: (() => Promise<void>)[] = [];
  try {
    return await startAll(environment, stops);
  } catch (error) {
    if (isAskedToStop()) return 0;
    throw error;
  } finally {
    for (const stop of stops.reverse()) await stop();
    if (isAskedToStop()) console.log('已停止 Stopped');
  }
}

async function startAll(environment: Environment, stops: (() => Promise<void>)[]): Promise<number> {
  const [signIns, database] = await prepareAll(environment, stops);
  interruption.throwIfAborted();
  const log = serverLog(environment.dataDir);
  const server = await progress.step('启动服务器 Starting the server', () =>
    startServer(childEnvironment(environment, database.url), log, environment.production),
  );
  stops.push(server.stop);
  interruption.throwIfAborted();
  announce(environment, signIns, log);
  return waitForEnd(environment, server, database);
}

/** The pages build while the database is brought up: on a fresh clone both take seconds. */
async function prepareAll(
  environment: Environment,
  stops: (() => Promise<void>)[],
): Promise<[SignIn[], Postgres]> {
  const results = await Promise.allSettled([
    orGiveUp(prepareDatabase(environment, stops)),
    isWebBuilt() ? undefined : orGiveUp(progress.step('构建页面 Building the pages', buildWeb)),
  ]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return (results[0] as PromiseFulfilledResult<[SignIn[], Postgres]>).value;
}

function orGiveUp<T>(step: Promise<T>): Promise<T> {
  step.catch(giveUp);
  return step;
}

async function prepareDatabase(
  environment: Environment,
  stops: (() => Promise<void>)[],
): Promise<[SignIn[], Postgres]> {
  const label = environment.databaseUrl ? '连接数据库 Connecting to' : '启动数据库 Starting';
  const database = await progress.step(`${label} PostgreSQL`, () => openDatabase(environment));
  stops.push(() => database.stop());
  interruption.throwIfAborted();
  await progress.step('更新数据表 Migrating', () => migrate(environment, database.url));
  interruption.throwIfAborted();
  if (!environment.demo) return [[], database];
  const signIns = await progress.step('准备演示数据 Preparing the demonstration', (note) =>
    loadDemonstration(environment, database.url, note),
  );
  return [signIns, database];
}

/** Asked before anything else, so that a second start says so at once. */
function checkPort({ host, port }: Environment): Promise<void> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => fail(describePort(error, host, port)));
    probe.listen(port, host, () => probe.close(() => done()));
  });
}

function describePort(error: NodeJS.ErrnoException, host: string, port: number): Refusal {
  if (error.code === 'EADDRINUSE') {
    return new Refusal(
      `端口 ${port} 已被占用，请停止占用它的程序，或换一个：PORT=${port + 1} npm start`,
      `Port ${port} is in use: stop what uses it, or choose another: PORT=${port + 1} npm start`,
    );
  }
  if (error.code === 'EACCES') {
    return new Refusal(
      `没有权限使用端口 ${port}，请用 1024 以上的端口`,
      `No permission for port ${port}: use one above 1024`,
    );
  }
  return new Refusal(`无法监听 ${host}:${port}（${error.code}）`, `Cannot listen on ${host}:${port}`);
}

function announce(environment: Environment, signIns: SignIn[], log: string): void {
  const { host, port, production } = environment;
  const loopback = ['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'].includes(host);
  const lines = [`文宫 Wengong   http://${loopback ? 'localhost' : host}:${port}`];
  if (signIns.length > 0) lines.push('', ...describeSignIns(signIns));
  const hints = ['停止 Stop: Ctrl-C'];
  const shown = relative(root, log);
  if (!production) hints.push(`日志 Log: ${shown.startsWith('..') ? log : shown}`);
  lines.push('', hints.join('   '));
  console.log(`\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n`);
}

async function waitForEnd(environment: Environment, server: Server, database: Postgres): Promise<number> {
  const first = await Promise.race([
    interrupted().then(() => 'stop'),
    server.ended.then(() => 'server'),
    database.ended.then(() => 'database'),
  ]);
  if (first === 'stop' || interruption.aborted) return 0;
  if (first === 'database') {
    const log = join(environment.dataDir, 'postgres.log');
    throw new Refusal(`数据库意外停止，见 ${log}`, `PostgreSQL stopped unexpectedly: see ${log}`);
  }
  throw new Refusal('服务器意外停止', 'The server stopped unexpectedly', server.printed());
}

await runTool(main);
