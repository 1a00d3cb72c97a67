import type { Place } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import { signPass } from './pass.ts';
import { placeState } from './waiting-room.rules.ts';
import type { PlaceRow } from './waiting-room.tables.ts';

/** A place as its person sees it; with the pass while it holds, the same however often one asks. */
export function presentPlace(row: PlaceRow, keys: Keys, now: Date): Place {
  const state = placeState(row, now);
  const inside = state === 'inside' ? row.pass_until : null;
  const bearer = { palaceId: row.palace_id, sessionId: row.session_id, personId: row.person_id };
  return {
    number: row.number,
    state,
    takenAt: row.taken_at.toISOString(),
    pass: inside === null ? null : signPass(keys, bearer, inside),
    passUntil: inside?.toISOString() ?? null,
  };
}
