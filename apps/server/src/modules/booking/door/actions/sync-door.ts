import { syncDoor } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { touchDevice } from '../../devices/devices.store.ts';
import { settleEntries } from '../settle-entries.ts';

export const syncDoorAction = handle(syncDoor, async ({ device, body, tx, deps, now }) => {
  const key = { palace_id: device.palaceId, id: device.deviceId };
  // Shut out since the request was let in.
  if (!(await touchDevice(tx, key, body.waiting ?? null, now))) throw new Problem('device-revoked');
  const results = await settleEntries(tx, deps, device, body.entries, now);
  return { results, serverTime: now.toISOString() };
});
