import type { CheckInResult, getDoorCount, ResponseOf } from '@wengong/contract';
import type { Problem } from '#lib/problem.ts';
import { newIdempotencyKey } from '#lib/ui/console/idempotency.ts';

export type DoorCount = ResponseOf<typeof getDoorCount>;
export type DoorAnswer<Answer> = { ok: true; data: Answer } | { ok: false; problem: Problem };

/** What a ticket is recognised by. */
export interface TicketSeen {
  text: string;
  method: 'camera' | 'code';
  override?: boolean;
}

/** The door's calls: small JSON posts to this site's own addresses, answered by the API in-process. */
export function doorCalls(
  { slug, id }: { readonly slug: string; readonly id: string },
  sessionId: () => string | null,
) {
  const post = async <Answer>(path: string, body: object): Promise<DoorAnswer<Answer>> => {
    const response = await fetch(`/door/${slug}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, idempotencyKey: newIdempotencyKey() }),
      // A door does not wait: after five seconds the scan is made again.
      signal: AbortSignal.timeout(5000),
    });
    return (await response.json()) as DoorAnswer<Answer>;
  };
  return {
    checkIn: (seen: TicketSeen) => post<CheckInResult>('check-in', { ...seen, sessionId: sessionId() }),
    undo: (checkInId: string) => post<null>('undo', { checkInId }),
    visit: (visitors: number, category: string) =>
      post<{ walkIns: number }>('visits', { visitors, category, sessionId: sessionId() }),
    /** Null when the count cannot be had now. */
    count: () => countOf(id, sessionId() ?? ''),
  };
}

/** Between two looks at a head-count, ms: the server answers from memory mostly. */
export const COUNT_EVERY_MS = 3000;

/** A session's head-count as it is now, from the API itself; null when it cannot be had. */
export async function countOf(palaceId: string, sessionId: string): Promise<DoorCount | null> {
  const path = `/api/v1/palaces/${palaceId}/sessions/${sessionId}/door`;
  const response = await fetch(path, { signal: AbortSignal.timeout(5000) }).catch(() => null);
  return response?.ok ? ((await response.json()) as DoorCount) : null;
}
