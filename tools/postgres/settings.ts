/**
 * Server settings of the embedded PostgreSQL, handed over on the command line so that a new release can change
 * them without touching anybody's data folder. Sized for a machine of two cores and four gigabytes.
 */

const always = {
  listen_addresses: '127.0.0.1',
  // The path of a data folder can be longer than a socket address may be.
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  jit: 'off',
  random_page_cost: '1.1',
  idle_in_transaction_session_timeout: '60s',
};

const production = {
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  max_connections: '200',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
  track_io_timing: 'on',
  log_min_duration_statement: '1s',
};

/** A test's data may be lost at any moment, so nothing waits for the disk. */
const test = {
  shared_buffers: '256MB',
  max_connections: '400',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
  log_min_messages: 'fatal',
};

/** `-c name=value` arguments for `postgres`. */
export function serverArguments(port: number, isTest: boolean): string[] {
  const settings = { ...always, ...(isTest ? test : production), port: String(port) };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** UTF-8 with the built-in C.UTF-8 order: the same on every machine, whatever locales it has. */
export const initdbArguments = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--auth=scram-sha-256',
  // The password is 256 random bits, which no number of iterations makes harder to guess.
  '--set=scram_iterations=1',
  '--no-instructions',
];
