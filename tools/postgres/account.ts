import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** How a PostgreSQL program is started so that it does not run as root, which it refuses. */
export type Account = {
  /** Words to put before the program's own command line. */
  prefix: string[];
  /** The account to switch to, where switching is the only way. */
  ids?: { uid: number; gid: number };
};

const NOBODY = 65534;

/**
 * Chooses the account for PostgreSQL: the current one, or, for root, a user namespace in which root's files belong
 * to an ordinary user (works below a 0700 home, changes no owner), or else the account `nobody`. Where the system
 * can, the program is also told to stop when its starter dies.
 */
export function chooseAccount(): Account {
  const leash = works(['setpriv', '--pdeathsig', 'INT']) ? ['setpriv', '--pdeathsig', 'INT'] : [];
  if (process.getuid?.() !== 0) return { prefix: leash };
  const namespace = ['unshare', '--user', '--map-user=1000'];
  if (works(namespace)) return { prefix: [...namespace, ...leash] };
  return { prefix: leash, ids: { uid: NOBODY, gid: NOBODY } };
}

/** True when this system has the program and lets it run another one. */
function works([file = '', ...args]: string[]): boolean {
  return spawnSync(file, [...args, 'true'], { stdio: 'ignore' }).status === 0;
}

/** Gives a folder and everything in it to the account, where the account is not the current one. */
export function giveTo(account: Account, folder: string): void {
  if (!account.ids) return;
  chownSync(folder, account.ids.uid, account.ids.gid);
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (lstatSync(path).isDirectory()) giveTo(account, path);
    else chownSync(path, account.ids.uid, account.ids.gid);
  }
}
