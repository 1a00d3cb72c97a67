import { takePlace } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { termsOf } from '../../book-session.ts';
import { obstacleOf } from '../../booking.rules.ts';
import { judgeChallenge } from '../challenge.ts';
import { roomQueuesOf } from '../room-queues.ts';
import { seeRoom } from '../room-watch.ts';
import { useKiosk } from '../use-kiosk.ts';
import { presentPlace } from '../waiting-room.present.ts';
import { doorsOpenAt, placeState } from '../waiting-room.rules.ts';
import { placeOf } from '../waiting-room.store.ts';

export const takePlaceAction = handle(takePlace, async (call) => {
  const { params, body, actor, deps, reader, now } = call;
  const room = await seeRoom(deps, params);
  if (room === null) throw new Problem('not-found');
  const { session, status } = room;
  const bearer = { ...params, personId: actor.personId };
  if (now < doorsOpenAt(session)) throw new Problem('waiting-room-not-open');
  // Nobody should wait for what they may not book: the opening alone is no obstacle here.
  const atOpening = now < session.bookingOpensAt ? session.bookingOpensAt : now;
  const obstacle = obstacleOf(termsOf(session), actor, atOpening);
  if (obstacle !== null) throw new Problem(obstacle);
  const verdict = judgeChallenge(deps.keys, bearer, body, now);
  if ('fault' in verdict) {
    throw new Problem(verdict.fault, 'seconds' in verdict ? { seconds: verdict.seconds } : {});
  }
  const looks = verdict.atKiosk || status.state === 'sold_out';
  const mine = looks ? await placeOf(reader, params, actor.personId) : undefined;
  // Whoever asks again because the first answer was lost has a place all the same.
  if (mine !== undefined && placeState(mine, now) !== 'expired') return presentPlace(mine, deps.keys, now);
  if (status.state === 'sold_out') throw new Problem('capacity-exhausted');
  if (verdict.atKiosk) await useKiosk(call);
  const taken = await roomQueuesOf(deps).places.submit({
    ...bearer,
    madeAt: verdict.madeAt,
    opensAt: session.bookingOpensAt,
    endsAt: session.endsAt,
  });
  if ('problem' in taken) throw taken.problem;
  return presentPlace(taken.place, deps.keys, now);
});
