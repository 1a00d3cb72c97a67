import { type BodyOf, staffSecondFactor } from '@wengong/contract';
import { hashPassword } from 'better-auth/crypto';
import { Problem } from '../../../kernel/errors.ts';
import { type Call, handle } from '../../../kernel/module.ts';
import { setPasswordHash } from '../auth/accounts.store.ts';
import { afterSignIn } from '../auth/after-sign-in.ts';
import { asking, authHeaders, relayCookies } from '../auth/library.ts';
import { useCode } from '../auth/second-factor.store.ts';
import { deleteSessionByToken, deleteSessions, enrollingPerson } from '../auth/sessions.store.ts';
import type { Identity } from '../identity.context.ts';
import { CODE_PROBLEMS } from './sign-in.ts';

const PROBLEMS = {
  INVALID_CODE: 'second-factor-wrong',
  INVALID_BACKUP_CODE: 'second-factor-wrong',
  BACKUP_CODES_NOT_ENABLED: 'second-factor-wrong',
  INVALID_TWO_FACTOR_COOKIE: 'sign-in-step-expired',
  TOTP_NOT_ENABLED: 'sign-in-step-expired',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'sign-in-step-expired',
  UNAUTHORIZED: 'sign-in-step-expired',
  ACCOUNT_TEMPORARILY_LOCKED: 'staff-sign-in-locked',
} as const;

type Attempt = BodyOf<typeof staffSecondFactor>;

/** Second step: the session that it opens is a strong one. */
export const staffSecondFactorAction = (identity: Identity) =>
  handle(staffSecondFactor, async (call) => {
    const { auth, actors, db } = identity;
    const token = actors.token(call.headers);
    const enrolling =
      token === null ? undefined : await db.transact((tx) => enrollingPerson(tx, token, call.now));
    if (enrolling?.new_password_required === true && token !== null) {
      await takeOver(identity, { ...enrolling, token, attempt: call.body, now: call.now });
    }
    const { headers, response } = await asking(() => verify(auth, call, enrolling !== undefined), PROBLEMS);
    const personId = response.user.id;
    await spendCode(identity, { personId, token: response.token ?? '', code: call.body.code, now: call.now });
    const { displayName } = await afterSignIn(identity, personId, token);
    relayCookies(headers, call.setHeader);
    return { personId, displayName };
  });

function verify(auth: Identity['auth'], call: Call<typeof staffSecondFactor>, enrolling: boolean) {
  const { code, backupCode } = call.body;
  const headers = authHeaders(call, enrolling);
  if (code !== undefined) return auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true });
  // The codes of an enrolment under way prove nothing: only the authenticator can end it.
  if (backupCode === undefined || enrolling) throw new Problem('second-factor-wrong');
  return auth.api.verifyBackupCode({ body: { code: backupCode }, headers, returnHeaders: true });
}

/**
 * A code opens one session, so that who reads it over a shoulder has nothing. The demonstration, where it stands on
 * the page and many share an account, lets it be used again.
 */
async function spendCode(
  { config, db }: Identity,
  used: { personId: string; token: string; code: string | undefined; now: Date },
): Promise<void> {
  const { code } = used;
  if (code === undefined || config.demo) return;
  const isNew = await db.transact(async (tx) => {
    if (await useCode(tx, used.personId, code, used.now)) return true;
    await deleteSessionByToken(tx, used.token);
    return false;
  });
  if (!isNew) throw new Problem('second-factor-used');
}

/**
 * The owner takes the account over from who made it: proves the phone, sets a password that only they know, and
 * ends every other session. After this a wrong one-time code can simply be tried again.
 */
async function takeOver(
  { auth, keys, db, actors }: Identity,
  owner: { id: string; phone_cipher: Buffer | null; token: string; attempt: Attempt; now: Date },
): Promise<void> {
  const { newPassword, phoneCode } = owner.attempt;
  if (newPassword === undefined || phoneCode === undefined || owner.phone_cipher === null) {
    throw new Problem('new-password-required');
  }
  const phoneNumber = keys.fingerprint(keys.open(owner.phone_cipher)).toString('hex');
  await asking(
    () => auth.api.consumePhoneNumberOTP({ body: { phoneNumber, code: phoneCode } }),
    CODE_PROBLEMS,
  );
  const hash = await hashPassword(newPassword);
  await db.transact(async (tx) => {
    await setPasswordHash(tx, owner.id, hash, { initial: false, now: owner.now });
    await deleteSessions(tx, owner.id, owner.token);
  });
  actors.forgetPerson(owner.id);
}
