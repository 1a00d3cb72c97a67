import { type Client, codeOf, succeeded } from '../client.ts';
import type { Place } from '../world.ts';

const HOUR = 3_600_000;

/** Times of a session that starts so many full hours from now, an hour long and bookable until it starts. */
export function hoursAhead(hours: number) {
  const start = Math.ceil(Date.now() / HOUR) * HOUR + hours * HOUR;
  const startsAt = new Date(start).toISOString();
  return { startsAt, endsAt: new Date(start + HOUR).toISOString(), bookingClosesAt: startsAt };
}

/** Adds a session like the one of `place` to its activity; gives the new one, or the code of the refusal. */
export async function addSession(
  client: Client,
  { palaceId, activityId, plan, editor }: Place,
  changes: object,
): Promise<{ readonly id: string } | { readonly problem: string }> {
  const answer = await client.write({
    method: 'POST',
    path: `/palaces/${palaceId}/programme/activities/${activityId}/sessions`,
    cookie: editor.cookie,
    body: { sessions: [{ ...plan, ...changes }] },
  });
  const [session] = (answer.body.items ?? []) as { id: string }[];
  return succeeded(answer) && session !== undefined ? session : { problem: codeOf(answer) };
}
