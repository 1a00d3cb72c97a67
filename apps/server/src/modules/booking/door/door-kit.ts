import { createHmac } from 'node:crypto';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader } from '../../../kernel/db.ts';
import { type SessionShown, sessionsBetween } from '../../programme/index.ts';

const DAY_MS = 86_400_000;
/** A door goes on without network for three days; what begins in a week is known to it. */
const AHEAD_MS = 7 * DAY_MS;
const BEHIND_MS = DAY_MS / 2;

/** Sessions that a door of the palace knows. */
export const sessionsOfDoor = (reader: Reader, palaceId: string, now: Date): Promise<SessionShown[]> =>
  sessionsBetween(reader, palaceId, new Date(now.getTime() - BEHIND_MS), new Date(now.getTime() + AHEAD_MS));

/** Salt of a palace's typed codes at its doors: the same for all of them, so that each can be told the same index. */
export const codeSalt = (keys: Keys, palaceId: string): Buffer =>
  createHmac('sha256', keys.derive('door-codes')).update(palaceId).digest().subarray(0, 16);
