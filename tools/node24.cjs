/**
 * Runs its arguments with the Node 24 that the project installs for itself:
 *   node tools/node24.cjs tools/start.ts --flag
 * Passes signals on and ends with the same exit code. Plain JavaScript, because an older Node reads it.
 */
var childProcess = require('child_process');
var fs = require('fs');
var path = require('path');

var binary = path.join(__dirname, '..', 'node_modules', 'node', 'bin', 'node');
if (!fs.existsSync(binary)) {
  console.error('✗ 缺少 Node 24，请先运行：node tools/prepare.cjs | Node 24 is missing, run: node tools/prepare.cjs');
  process.exit(1);
}

var child = childProcess.spawn(binary, process.argv.slice(2), { stdio: 'inherit' });

['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(function (signal) {
  process.on(signal, function () {
    child.kill(signal);
  });
});

// npm that dies without a word (kill -9) tells nobody: without this the servers would go on unseen.
var parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(function () {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 1000).unref();
}

child.on('error', function (error) {
  console.error('✗ ' + binary + ': ' + error.message);
  process.exit(1);
});
child.on('exit', function (code, signal) {
  if (signal) process.exit(signal === 'SIGKILL' ? 137 : 1);
  process.exit(code);
});
