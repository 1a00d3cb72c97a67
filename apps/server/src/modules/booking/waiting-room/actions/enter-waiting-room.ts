import { enterWaitingRoom } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { kioskHere } from '../../devices/kiosk-here.ts';
import { roomQueuesOf } from '../room-queues.ts';
import { presentPlace } from '../waiting-room.present.ts';

export const enterWaitingRoomAction = handle(enterWaitingRoom, async (call) => {
  const { params, actor, deps, now } = call;
  const row = await roomQueuesOf(deps).entries.submit({
    ...params,
    personId: actor.personId,
    // A kiosk is in elder mode, whoever stands before it.
    elderMode: actor.elderMode || (await kioskHere(call.reader, call.headers, params.palaceId)) !== null,
  });
  if (row === null) throw new Problem('not-in-waiting-room');
  const place = presentPlace(row, deps.keys, now);
  if (place.state === 'waiting') throw new Problem('not-your-turn', {}, { retryAfter: 2 });
  if (place.pass === null) throw new Problem('turn-passed');
  return place;
});
