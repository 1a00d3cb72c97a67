import { getMyPush } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { presentDevice, presentPreferences } from '../push.present.ts';
import { devicesOf, preferenceOf } from '../push.store.ts';
import { vapidKeys } from '../push-sender.ts';

export const getMyPushAction = handle(getMyPush, async ({ actor, reader, deps }) => ({
  publicKey: vapidKeys(deps).publicKey,
  devices: (await devicesOf(reader, actor.personId)).map((row) => presentDevice(row, deps.keys)),
  preferences: presentPreferences(await preferenceOf(reader, actor.personId)),
}));
