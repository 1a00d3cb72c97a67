import { getWaitingRoom } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { seeRoom } from '../room-watch.ts';

export const getWaitingRoomAction = handle(getWaitingRoom, async ({ params, deps }) => {
  const room = await seeRoom(deps, params);
  if (room === null) throw new Problem('not-found');
  return room.status;
});
