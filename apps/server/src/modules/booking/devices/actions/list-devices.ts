import { listDoorDevices } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { peopleOf } from '../../../identity/index.ts';
import { presentDevice } from '../devices.present.ts';
import { devicesOf } from '../devices.store.ts';

/** More than may be in use: those shut out long ago drop off the end. */
const SHOWN = 200;

export const listDevicesAction = handle(listDoorDevices, async ({ params, reader, deps }) => {
  const rows = await devicesOf(reader, params.palaceId, SHOWN);
  const people = await peopleOf(
    reader,
    deps.keys,
    rows.map((row) => row.provisioned_by),
  );
  return {
    items: rows.map((row) => presentDevice(row, people.get(row.provisioned_by)?.displayName ?? '')),
  };
});
