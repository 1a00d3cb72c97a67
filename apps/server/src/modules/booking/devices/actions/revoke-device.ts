import { revokeDoorDevice } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { peopleOf, recordAudit } from '../../../identity/index.ts';
import { presentDevice } from '../devices.present.ts';
import { revokeDevice } from '../devices.store.ts';

export const revokeDeviceAction = handle(revokeDoorDevice, async ({ params, actor, tx, deps, now }) => {
  const key = { palace_id: params.palaceId, id: params.deviceId };
  const found = await revokeDevice(tx, key, actor.personId, now);
  if (found === undefined) throw new Problem('not-found');
  const by = found.device.provisioned_by;
  const people = await peopleOf(tx, deps.keys, [by]);
  if (found.changed) {
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'door-device.revoke',
      subject: { type: 'door-device', id: params.deviceId },
      before: { name: found.device.name },
      at: now,
    });
  }
  return presentDevice(found.device, people.get(by)?.displayName ?? '');
});
