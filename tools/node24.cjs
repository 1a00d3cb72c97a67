/**
 * Runs its arguments with the Node 24 that the project installs for itself:
 *   node tools/node24.cjs tools/start.ts --flag
 * Passes signals on and ends with the same exit code. Plain JavaScript, because an older Node reads it.
 */
const childProcess = require('child_process');
const fs = require('fs');
const path = require('path');

const binary = path.join(__dirname, '..', 'node_modules', 'node', 'bin', 'node');
// Where scripts are switched off (npm config ignore-scripts) npm has not run the preparation before this.
if (!fs.existsSync(binary)) {
  const prepared = childProcess.spawnSync(process.execPath, [path.join(__dirname, 'prepare.cjs')], {
    stdio: 'inherit'
  });
  if (prepared.status !== 0) process.exit(prepared.status || 1);
}

const child = childProcess.spawn(binary, process.argv.slice(2), {
  stdio: 'inherit',
  env: Object.assign({}, process.env, { WENGONG_LAUNCHER: String(process.pid) })
});

['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => {
  process.on(signal, () => {
    child.kill(signal);
  });
});

/** The process above another one; 0 where the system does not tell. */
function parentOf(pid) {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
  } catch {
    return 0;
  }
}

// npm that dies without a word (kill -9) tells nobody: without this the servers would go on unseen. Between npm and
// this process there may be a shell, which lives on.
const parent = process.ppid;
const grandparent = parentOf(parent);
if (process.env.npm_lifecycle_event) {
  setInterval(() => {
    if (process.ppid !== parent || parentOf(parent) !== grandparent) child.kill('SIGTERM');
  }, 1000).unref();
}

child.on('error', (error) => {
  console.error(`✗ ${binary}: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  if (signal) process.exit(signal === 'SIGKILL' ? 137 : 1);
  process.exit(code);
});
