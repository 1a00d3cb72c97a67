import {
  claimKiosk,
  createDoorProvisioning,
  kioskCookie,
  listDoorDevices,
  revokeDoorDevice,
} from '@wengong/contract';
import type { TestApp } from '../../../testkit/app.ts';
import { createStaff, type TestPerson } from '../../../testkit/person.ts';

/** A browser that is a kiosk of a palace. */
export interface TestKiosk {
  readonly palaceId: string;
  readonly deviceId: string;
  /** `name=value`, as the browser sends it. */
  readonly cookie: string;
  readonly token: string;
  readonly setCookie: string;
}

/** The address with which a director makes a browser a kiosk, and its code. */
export async function offerKiosk(app: TestApp, palaceId: string, name = '大厅自助机') {
  const as = await createStaff(app, palaceId, ['director']);
  return app.call(createDoorProvisioning, { params: { palaceId }, body: { name, kind: 'kiosk' }, as });
}

export async function createKiosk(app: TestApp, palaceId: string): Promise<TestKiosk> {
  const { code } = await offerKiosk(app, palaceId);
  const url = claimKiosk.path.replace(':palaceId', palaceId);
  const answer = await app.inject({ method: 'POST', url, payload: { code } });
  if (answer.statusCode !== 201)
    throw new Error(`the kiosk was answered ${answer.statusCode}: ${answer.body}`);
  const setCookie = String(answer.headers['set-cookie']);
  const [cookie = ''] = setCookie.split(';');
  const token = cookie.split('.').at(-2) ?? '';
  return { palaceId, deviceId: answer.json().deviceId, cookie, token, setCookie };
}

export async function revokeKiosk(
  app: TestApp,
  { palaceId, deviceId }: Pick<TestKiosk, 'palaceId' | 'deviceId'>,
): Promise<void> {
  const as = await createStaff(app, palaceId, ['director']);
  await app.call(revokeDoorDevice, { params: { palaceId, deviceId }, as });
}

/** A signed-in person at a kiosk. */
export const at = ({ cookie }: Pick<TestKiosk, 'cookie'>, person: TestPerson): TestPerson => ({
  ...person,
  cookie: `${person.cookie}; ${cookie}`,
});

/** The cookie of a browser that says it is a kiosk of this palace, with any token; the server did not sign it. */
export const kioskCookieOf = (palaceId: string, token: string): { cookie: string } => ({
  cookie: `${kioskCookie}=${palaceId}.${token}`,
});

/** A palace's devices as its front desk sees them. */
export async function devicesSeen(app: TestApp, palaceId: string) {
  const as = await createStaff(app, palaceId, ['front_desk']);
  return (await app.call(listDoorDevices, { params: { palaceId }, as })).items;
}
