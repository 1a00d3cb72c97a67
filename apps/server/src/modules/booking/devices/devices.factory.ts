import {
  type BodyInputOf,
  claimDoorDevice,
  createDoorProvisioning,
  type DoorEntry,
  type RouteDescriptor,
  syncDoor,
} from '@wengong/contract';
import { newId } from '../../../kernel/ids.ts';
import type { TestApp } from '../../../testkit/app.ts';
import { createStaff, type TestPerson } from '../../../testkit/person.ts';

/** A device that is a door of a palace. */
export interface TestDevice {
  readonly palaceId: string;
  readonly deviceId: string;
  readonly name: string;
  readonly token: string;
}

/** Provisions a device as a coordinator does. */
export async function createDevice(
  app: TestApp,
  palaceId: string,
  name = '东门手机',
  as?: TestPerson,
): Promise<TestDevice> {
  const coordinator = as ?? (await createStaff(app, palaceId, ['coordinator']));
  const { code } = await app.call(createDoorProvisioning, {
    params: { palaceId },
    body: { name },
    as: coordinator,
  });
  return { palaceId, ...(await app.call(claimDoorDevice, { params: { palaceId }, body: { code } })) };
}

/** Calls a route as a device does; gives status and answer. */
export async function callAs(
  app: Pick<TestApp, 'inject'>,
  device: Pick<TestDevice, 'token' | 'palaceId'>,
  route: RouteDescriptor,
  options: { body?: object; query?: Record<string, string> } = {},
) {
  const path = route.path.replace(':palaceId', device.palaceId);
  const answer = await app.inject({
    method: route.method,
    url: options.query ? `${path}?${new URLSearchParams(options.query)}` : path,
    headers: { authorization: `Bearer ${device.token}` },
    ...(options.body ? { payload: options.body } : {}),
  });
  return { status: answer.statusCode, json: answer.json(), headers: answer.headers };
}

/** Hands entries over; gives what became of each. Throws when the device is refused. */
export async function sync(
  app: Pick<TestApp, 'inject'>,
  device: TestDevice,
  entries: readonly DoorEntry[],
  more: Partial<BodyInputOf<typeof syncDoor>> = {},
) {
  const { status, json } = await callAs(app, device, syncDoor, { body: { entries, ...more } });
  if (status !== 200) throw new Error(`the device was answered ${status}: ${JSON.stringify(json)}`);
  return json.results as {
    nonce: string;
    outcome: string;
    flag: string | null;
    firstDevice: string | null;
  }[];
}

/** A scan of which a person was told to come in, unless told otherwise. */
export const scanned = (
  text: string,
  at: Date,
  more: Partial<Extract<DoorEntry, { kind: 'scan' }>> = {},
): Extract<DoorEntry, { kind: 'scan' }> => ({
  kind: 'scan',
  nonce: newId(),
  at: at.toISOString(),
  text,
  sessionId: null,
  method: 'camera',
  verdict: 'admitted',
  ...more,
});
