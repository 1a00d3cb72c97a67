import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import type { SessionForBooking } from '../../programme/index.ts';
import { faultOfPass } from './pass.ts';
import { seeRoom } from './room-watch.ts';

/** Who wants to book, and whether they would also queue on the waiting list. */
interface Wisher {
  readonly person: { readonly personId: string };
  readonly joinWaitlist: boolean;
}

/**
 * Refuses those who did not pass through the waiting room of a session that has one; when it is sold out, they may join
 * the waiting list. A pass is checked without the database. Throws `pass-required`, `pass-invalid`, `pass-expired`.
 */
export async function refuseUnadmitted(
  deps: Deps,
  session: SessionForBooking | null,
  { person, joinWaitlist }: Wisher,
  pass: string | undefined,
  now: Date,
): Promise<void> {
  if (session?.release !== 'waiting_room') return;
  if (pass !== undefined) {
    const { palaceId, sessionId } = session;
    const fault = faultOfPass(deps.keys, { palaceId, sessionId, personId: person.personId }, pass, now);
    if (fault !== null) throw new Problem(fault);
    return;
  }
  const room = joinWaitlist ? await seeRoom(deps, session) : null;
  if (room?.status.state !== 'sold_out') throw new Problem('pass-required');
}
