import { staffSignIn } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { accountOf } from '../auth/accounts.store.ts';
import { asking, authHeaders, continueWith, relayCookies } from '../auth/library.ts';
import { countPasswordAttempt, passwordWasRight } from '../auth/password-lock.ts';
import { demoCodeOf } from '../auth/second-factor.ts';
import { sendCode } from '../auth/send-code.ts';
import type { Identity } from '../identity.context.ts';
import { personById } from '../people/people.store.ts';
import { maskPhone } from '../phone.rules.ts';

const PROBLEMS = {
  INVALID_USERNAME_OR_PASSWORD: 'staff-sign-in-failed',
  USERNAME_TOO_SHORT: 'staff-sign-in-failed',
  USERNAME_TOO_LONG: 'staff-sign-in-failed',
} as const;

/**
 * First step: the password. It opens nothing yet: whoever has a second factor is asked for it, whoever has none
 * gets a session that is good only for setting one up.
 */
export const staffSignInAction = (identity: Identity) =>
  handle(staffSignIn, async (call) => {
    const { account, password } = call.body;
    const { auth, db } = identity;
    await countPasswordAttempt(identity, account);
    const { headers, response } = await asking(
      () =>
        auth.api.signInUsername({
          body: { username: account, password },
          headers: authHeaders(call),
          returnHeaders: true,
        }),
      PROBLEMS,
    );
    await db.transact((tx) => passwordWasRight(tx, account));
    if ('twoFactorRedirect' in response) {
      relayCookies(headers, call.setHeader);
      const demoCode = await demoCodeOf(identity, account);
      return {
        step: 'totp' as const,
        enrolment: null,
        newPasswordRequired: false,
        phoneCheck: null,
        demoCode,
      };
    }
    // The phone first: when no code may be sent just now, the secret shown before must stay the one that counts.
    const phoneCheck = await checkOwner(identity, response.user.id);
    const enrolment = await enrol(identity, { account, password, headers: continueWith(headers) });
    relayCookies(headers, call.setHeader);
    const demoCode = await demoCodeOf(identity, account);
    return {
      step: 'enrol' as const,
      enrolment,
      newPasswordRequired: phoneCheck !== null,
      phoneCheck,
      demoCode,
    };
  });

/** Makes a new secret and backup codes; they count only after the first right code. */
async function enrol(
  { auth }: Identity,
  { account, password, headers }: { account: string; password: string; headers: Headers },
) {
  const made = await auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers });
  if (made.method !== 'totp') throw new Error('better-auth set up another second factor');
  const url = new URL(made.totpURI);
  const issuer = url.searchParams.get('issuer') ?? '';
  const secret = url.searchParams.get('secret') ?? '';
  // The library labels the entry with its own made-up address: people know the account name.
  url.pathname = `/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return { otpauthUrl: url.toString(), secret, backupCodes: made.backupCodes };
}

/** Sends a code to the owner's phone when somebody else made the password; null when nobody did. */
async function checkOwner(identity: Identity, personId: string) {
  const { db, keys } = identity;
  const account = await accountOf(db.reader, personId);
  if (account === undefined || !account.new_password_required) return null;
  const person = await personById(db.reader, personId);
  if (person === undefined || person.phone_cipher === null)
    throw new Error('a staff account without a phone');
  const phone = keys.open(person.phone_cipher);
  return { phoneMasked: maskPhone(phone), demoCode: await sendCode(identity, phone) };
}
