import type { Deps } from '../../../kernel/deps.ts';
import { isFull } from '../../../kernel/storage/disk-storage.ts';
import { StorageAway } from '../../../kernel/storage/storage.ts';
import { roomForJobs } from '../uploads/room.ts';

/** What was to be made has no room: no fault of the file, and no try that counts. */
export class NoRoom extends Error {}

/** As programs say it that tell nothing but a text. */
const SAID = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/;

/**
 * Whether something failed for want of room, or of the storage as a whole: it says so, or hardly any is left, when no other word is to be believed. To
 * be asked before what was half made is deleted.
 */
export async function lacksRoom(deps: Deps, error: unknown): Promise<boolean> {
  if (error instanceof NoRoom || error instanceof StorageAway || isFull(error) || SAID.test(String(error)))
    return true;
  return !(await roomForJobs(deps).catch(() => true));
}
