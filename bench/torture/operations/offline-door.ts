import { randomUUID } from 'node:crypto';
import { codeOf, succeeded } from '../client.ts';
import type { Door } from '../world.ts';
import { someTicket } from './door.ts';
import type { Operation, Turn } from './operation.ts';

interface Result {
  readonly nonce: string;
  readonly outcome: string;
}

/**
 * Doors without network let a ticket in, each by itself, and tell it later: the same entries twice, in either order,
 * sometimes with the undo before the scan has been answered.
 */
export const tellLater: Operation = {
  name: 'tell-later',
  weight: 4,
  async run(turn) {
    const { world, random, history } = turn;
    const shown = await someTicket(turn);
    if (shown === undefined) return;
    const doors = world.doors.filter((each) => each.palaceId === shown.booking.palaceId);
    const at = new Date().toISOString();
    const scan = () => ({
      kind: 'scan',
      nonce: randomUUID(),
      at,
      text: shown.code,
      sessionId: shown.booking.sessionId,
      method: 'code',
      verdict: 'admitted',
    });
    await Promise.all(
      (random.chance(0.5) ? doors : doors.slice(0, 1)).map(async (door) => {
        const entry = scan();
        const undo = { kind: 'undo', nonce: randomUUID(), at, undoes: entry.nonce };
        const entries = random.chance(0.85) ? [entry, undo] : [entry];
        const [first, again] = await Promise.all([
          tell(turn, door, entries),
          random.chance(0.4) ? tell(turn, door, entries) : undefined,
        ]);
        if (again !== undefined && JSON.stringify(first) !== JSON.stringify(again)) {
          history.broke('a door was told two things of one entry', { first, again });
        }
        for (const { nonce, outcome } of first) history.entries.set(nonce, outcome);
      }),
    );
  },
};

async function tell(turn: Turn, door: Door, entries: readonly object[]): Promise<Result[]> {
  const answer = await turn.client.write({
    method: 'POST',
    path: `/palaces/${door.palaceId}/door/entries`,
    token: door.token,
    body: { entries },
  });
  if (!succeeded(answer)) turn.history.broke('a door was refused', { code: codeOf(answer) });
  const results = (answer.body.results ?? []) as Result[];
  for (const { outcome } of results) turn.history.done(`tell-later: ${outcome}`);
  return results.map(({ nonce, outcome }) => ({ nonce, outcome }));
}
