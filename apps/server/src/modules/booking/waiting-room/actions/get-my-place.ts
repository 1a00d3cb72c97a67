import { getMyPlace } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { kioskHere } from '../../devices/kiosk-here.ts';
import { makeChallenge } from '../challenge.ts';
import { roomQueuesOf } from '../room-queues.ts';
import { seeRoom } from '../room-watch.ts';
import { presentPlace } from '../waiting-room.present.ts';
import { placeOf } from '../waiting-room.store.ts';

export const getMyPlaceAction = handle(getMyPlace, async ({ params, actor, headers, deps, reader, now }) => {
  const room = await seeRoom(deps, params);
  if (room === null) throw new Problem('not-found');
  const row = await placeOf(reader, params, actor.personId);
  const place = row === undefined ? null : presentPlace(row, deps.keys, now);
  if (place !== null && place.state !== 'expired') return { place, challenge: null };
  const lately = roomQueuesOf(deps).challenges.add(now.getTime());
  const atKiosk = (await kioskHere(reader, headers, params.palaceId)) !== null;
  const bearer = { ...params, personId: actor.personId };
  return { place, challenge: makeChallenge(deps.keys, bearer, { lately, atKiosk }, now) };
});
