import { codeOf, succeeded } from '../client.ts';
import type { Place } from '../world.ts';
import type { Chore, Turn } from './operation.ts';
import { addSession, hoursAhead } from './session.ts';

function anyPlace({ world, random }: Turn): Place {
  const place = random.pick(world.places);
  if (place === undefined) throw new Error('an empty world');
  return place;
}

/** The version of a session that a change must name. */
async function versionOf({ database }: Turn, { palaceId, sessionId }: Place): Promise<number | undefined> {
  const { rows } = await database.query<{ version: number }>(
    'select version from session where palace_id = $1 and id = $2',
    [palaceId, sessionId],
  );
  return rows[0]?.version;
}

/** The host has more or fewer seats than planned, or reserves others. */
export const resize: Chore = {
  name: 'resize',
  everyOperations: 100,
  everyMs: 50,
  async run(turn) {
    const place = anyPlace(turn);
    const version = await versionOf(turn, place);
    const capacity = Math.max(2, place.plan.capacity + turn.random.whole(-3, 3));
    const quotas = turn.random.chance(0.4) && capacity > 3 ? [{ category: 'courier', seats: 2 }] : [];
    const answer = await turn.client.write({
      method: 'PUT',
      path: `/palaces/${place.palaceId}/programme/sessions/${place.sessionId}`,
      cookie: place.editor.cookie,
      body: { version, plan: { ...place.plan, capacity, quotas } },
    });
    if (succeeded(answer)) turn.history.done('resize');
    else turn.history.refused('resize', codeOf(answer));
  },
};

/**
 * The host calls a session off under everybody's hands, and plans another one in its place: in a long run the sessions
 * would otherwise fill with people who are in already, and nobody would have anything left to fight for.
 */
export const renew: Chore = {
  name: 'renew',
  everyOperations: 500,
  everyMs: 500,
  async run(turn) {
    const { world, client, history, random } = turn;
    const old = anyPlace(turn);
    // Where seats have numbers the hall must be free at the new hour.
    const times = old.mapId === null ? {} : hoursAhead(random.whole(6, 200));
    const added = await addSession(client, old, times);
    if ('problem' in added) return history.refused('plan session', added.problem);
    const place = { ...old, sessionId: added.id, plan: { ...old.plan, ...times } };
    if (!(await seat(turn, place))) return;
    world.places.splice(world.places.indexOf(old), 1, place);
    history.done('plan session');
    const cancelled = await client.write({
      method: 'POST',
      path: `/palaces/${old.palaceId}/programme/sessions/${old.sessionId}/cancel`,
      cookie: old.editor.cookie,
      body: { version: await versionOf(turn, old), reason: '停电' },
    });
    if (!succeeded(cancelled)) return history.refused('call session off', codeOf(cancelled));
    history.done('call session off');
    history.callOff(old.sessionId);
    for (const union of world.unions) union.allotments.delete(old.sessionId);
  },
};

/** Sells a new session by the map of the one that it follows. */
async function seat({ client, history }: Turn, place: Place): Promise<boolean> {
  if (place.mapId === null) return true;
  const answer = await client.write({
    method: 'PUT',
    path: `/palaces/${place.palaceId}/sessions/${place.sessionId}/seating`,
    cookie: place.editor.cookie,
    body: { mapId: place.mapId },
  });
  if (!succeeded(answer)) history.refused('sell by map', codeOf(answer));
  return succeeded(answer);
}
