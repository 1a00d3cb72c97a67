/**
 * A lock between processes of one clone: one file named after the work, holding the number of the process that does
 * it. Plain JavaScript, because the preparation uses it before anything is installed.
 */
const fs = require('fs');
const path = require('path');

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Takes the lock if it is free or its holder has died.
 * @param {string} file
 */
function tryLock(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  let holder = 0;
  try {
    holder = Number(fs.readFileSync(file, 'utf8'));
  } catch {
    return false; // just released
  }
  if (holder === process.pid) return true;
  if (holder > 0 && !isAlive(holder)) fs.rmSync(file, { force: true });
  return false;
}

/**
 * Waits for the lock, does the work, releases the lock.
 * @template T
 * @param {string} folder
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withLock(folder, name, work) {
  const file = path.join(folder, `${name}.lock`);
  while (!tryLock(file)) {
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

module.exports = { withLock: withLock };
