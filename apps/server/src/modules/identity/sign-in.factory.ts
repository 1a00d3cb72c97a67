import assert from 'node:assert/strict';
import {
  type BodyInputOf,
  consentVersions,
  type RouteDescriptor,
  sendSignInCode,
  signIn,
  staffSecondFactor,
  staffSignIn,
} from '@wengong/contract';
import type { TestApp } from '../../testkit/app.ts';

/** Sends a body to a route as a browser would, cookies in and out. */
export async function send<R extends RouteDescriptor>(
  app: TestApp,
  route: R,
  body: BodyInputOf<R>,
  cookie = '',
  headers: Record<string, string> = {},
) {
  const answer = await app.inject({
    method: route.method,
    url: route.path,
    headers: { cookie, ...headers },
    payload: body as object,
  });
  return {
    status: answer.statusCode,
    json: answer.body === '' ? null : answer.json(),
    cookie: updateCookies(cookie, answer.headers['set-cookie']),
    setCookie: [answer.headers['set-cookie'] ?? []].flat(),
  };
}

function updateCookies(before: string, set: string | string[] | undefined): string {
  const jar = new Map(
    before
      .split(';')
      .filter((pair) => pair.includes('='))
      .map((pair) => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at).trim(), pair.slice(at + 1)] as const;
      }),
  );
  for (const line of [set ?? []].flat()) {
    const [pair = ''] = line.split(';', 1);
    const at = pair.indexOf('=');
    const name = pair.slice(0, at);
    if (/max-age=0/i.test(line)) jar.delete(name);
    else jar.set(name, pair.slice(at + 1));
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}

/** Asks for a code and signs in with it. */
export async function signInByPhone(app: TestApp, phone: string, cookie = '') {
  const sent = await send(app, sendSignInCode, { phone });
  assert.equal(sent.status, 200, JSON.stringify(sent.json));
  const signedIn = await send(
    app,
    signIn,
    { phone, code: sent.json.demoCode, consentVersion: consentVersions.terms },
    cookie,
  );
  assert.equal(signedIn.status, 200, JSON.stringify(signedIn.json));
  return { ...signedIn, personId: signedIn.json.personId as string };
}

export interface StaffCredentials {
  readonly account: string;
  readonly password: string;
}

/** Both steps of a staff sign-in; a new password is set where one is asked for. */
export async function signInAsStaff(app: TestApp, credentials: StaffCredentials, newPassword?: string) {
  const first = await send(app, staffSignIn, credentials);
  assert.equal(first.status, 200, JSON.stringify(first.json));
  const body = {
    code: first.json.demoCode,
    ...(first.json.phoneCheck ? { phoneCode: first.json.phoneCheck.demoCode, newPassword } : {}),
  };
  const second = await send(app, staffSecondFactor, body, first.cookie);
  assert.equal(second.status, 200, JSON.stringify(second.json));
  return { ...second, step: first.json.step as string, personId: second.json.personId as string };
}
