import { removePushDevice } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { deleteDevice } from '../push.store.ts';

export const removePushDeviceAction = handle(removePushDevice, async ({ params, actor, tx }) => {
  if (!(await deleteDevice(tx, actor.personId, params.deviceId))) throw new Problem('not-found');
});
