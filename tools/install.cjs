/**
 * Installs the packages of package-lock.json with npm, shows that it goes on, and says in one line what went wrong.
 * Plain JavaScript: see prepare.cjs.
 */
const childProcess = require('child_process');
const fs = require('fs');
const path = require('path');

const ROOT = path.join(__dirname, '..');
const NEEDED_MB = 1000;
const INSTALL_ARGS = [
  ...['--include=dev', '--loglevel=error', '--no-progress', '--no-audit', '--no-fund'],
  // A dead network is told after seconds, a shaky one is tried four times.
  ...['--fetch-retries=3', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=8000']
];

/** What npm's output says went wrong → one sentence for the person at the keyboard. First match wins. */
const NPM_FAILURES = [
  [
    /ENOSPC|no space left/i,
    '磁盘已满，请腾出约 1.5 GB 空间后重试',
    'The disk is full: free about 1.5 GB and try again'
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network/i,
    '连接不到 npm 软件源，请检查网络、代理或 npm config get registry',
    'The npm registry cannot be reached: check the network, the proxy or `npm config get registry`'
  ],
  [
    /EACCES|EPERM|EROFS/i,
    '没有写入权限，请检查本目录和 npm 缓存目录的属主',
    'No permission to write: check who owns this folder and npm’s cache folder'
  ],
  [
    /EUSAGE|in sync/i,
    'package.json 与 package-lock.json 不一致，请运行 npm install 并提交结果',
    'package.json and package-lock.json disagree: run `npm install` and commit the result'
  ],
  [
    /E404|ETARGET|notarget/i,
    'npm 软件源缺少所需的版本，请换用完整的软件源',
    'The npm registry lacks a version that is needed: use a complete registry'
  ],
  [
    /EINTEGRITY/i,
    '下载的软件包校验失败，请运行 npm cache verify 后重试',
    'A downloaded package is damaged: run `npm cache verify` and try again'
  ]
];

function fail(chinese, english, detail) {
  if (detail) console.error(detail);
  console.error(`✗ ${chinese} | ${english}`);
  process.exit(1);
}

/** Shows one line while something long runs; a plain line at the start and the end where there is no terminal. */
function startProgress(label) {
  const started = Date.now();
  const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
  const tty = process.stdout.isTTY;
  function seconds() {
    return `${Math.round((Date.now() - started) / 1000)} s`;
  }
  function draw() {
    const frame = frames[Math.floor((Date.now() - started) / 100) % frames.length];
    process.stdout.write(`\r\u001b[K${frame} ${label} ${seconds()}`);
  }
  if (!tty) console.log(`· ${label} …`);
  const timer = tty ? setInterval(draw, 100) : undefined;
  return function stop(succeeded) {
    clearInterval(timer);
    if (tty) process.stdout.write('\r\u001b[K');
    if (succeeded) console.log(`✓ ${label} ${seconds()}`);
  };
}

function npmCommand(args) {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.js$/.test(script)) return { file: process.execPath, args: [script].concat(args) };
  return { file: 'npm', args: args };
}

function explainFailure(output) {
  for (const [pattern, chinese, english] of NPM_FAILURES) {
    if (pattern.test(output)) fail(chinese, english);
  }
  fail(
    '安装软件包失败（上面是 npm 的输出）',
    'Installing the packages failed (npm’s output is above)',
    output.trim()
  );
}

/** Asked before, because a package's install script that meets a full disk fails with words of its own. */
function checkSpace() {
  const disk = fs.statfsSync(ROOT);
  const free = Math.floor((disk.bavail * disk.bsize) / 1024 / 1024);
  if (free >= NEEDED_MB) return;
  fail(
    `磁盘空间不足：安装需要约 ${NEEDED_MB} MB，只剩 ${free} MB`,
    `The disk is too full: installing needs about ${NEEDED_MB} MB, ${free} MB are free`
  );
}

/** `npm ci` on an empty clone; an existing folder is brought up to date in place, as it may be in use. */
function install() {
  return new Promise((resolve) => {
    runInstall(resolve);
  });
}

function runInstall(done) {
  const fresh = !fs.existsSync(path.join(ROOT, 'node_modules', '.package-lock.json'));
  if (fresh) checkSpace();
  const command = npmCommand((fresh ? ['ci'] : ['install', '--no-save']).concat(INSTALL_ARGS));
  const stop = startProgress('安装软件包 Installing packages');
  const child = childProcess.spawn(command.file, command.args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe']
  });
  let output = '';
  function collect(chunk) {
    output = (output + chunk).slice(-20000);
  }
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => {
    process.on(signal, () => {
      stop(false);
      child.kill(signal);
      process.exit(130);
    });
  });
  child.on('error', () => {
    stop(false);
    fail(
      '找不到 npm，请安装 Node.js 自带的 npm',
      'npm was not found: install the npm that comes with Node.js'
    );
  });
  child.on('close', (code) => {
    stop(code === 0);
    if (code !== 0) explainFailure(output);
    done();
  });
}

module.exports = { fail: fail, install: install };
