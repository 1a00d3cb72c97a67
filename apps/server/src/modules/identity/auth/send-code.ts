import { Problem } from '../../../kernel/errors.ts';
import type { Identity } from '../identity.context.ts';
import type { SmsOutcome } from '../sms/sms-sender.ts';
import type { PhoneSignIn } from './auth.ts';
import { CODES_REMEMBERED, REMEMBERED_MS, secondsUntilNextCode } from './code-limits.rules.ts';
import { codesSent, lockNumber, recordCode } from './codes.store.ts';

/**
 * Sends a code to a normalised number. Returns it in demonstration mode, else null. Throws `sign-in-code-limit`,
 * or what the provider refused; when it is unknown whether the message went out, the person may wait for it.
 */
export async function sendCode(identity: Identity, phone: string): Promise<string | null> {
  const { auth, keys, sms, config, log } = identity;
  await takeTurn(identity, phone);
  const signIn: PhoneSignIn = { phone };
  const phoneNumber = keys.fingerprint(phone).toString('hex');
  await auth.asPhone(signIn, () => auth.api.sendPhoneNumberOTP({ body: { phoneNumber } }));
  if (signIn.code === undefined) throw new Error('better-auth made no code');
  const outcome = await sms.sendCode(phone, signIn.code);
  if (outcome.state !== 'accepted') log.warn({ outcome }, 'sign-in code: the provider did not accept it');
  if (outcome.state === 'refused') throw refusal(outcome);
  return config.demo ? signIn.code : null;
}

/** Counts the code against the number's limits, before it is sent: a failed sending counts as well. */
async function takeTurn({ db, keys, clock }: Identity, phone: string): Promise<void> {
  const phoneHash = keys.fingerprint(phone);
  const now = clock.now();
  await db.transact(async (tx) => {
    await lockNumber(tx, phoneHash);
    const since = new Date(now.getTime() - REMEMBERED_MS);
    const seconds = secondsUntilNextCode(await codesSent(tx, phoneHash, since, CODES_REMEMBERED), now);
    if (seconds > 0) throw new Problem('sign-in-code-limit', { seconds }, { retryAfter: seconds });
    await recordCode(tx, phoneHash, now);
  });
}

function refusal({ reason }: SmsOutcome & { state: 'refused' }): Problem {
  if (reason === 'too-often') return new Problem('sms-number-limit', {}, { retryAfter: 3600 });
  if (reason === 'bad-number') return new Problem('phone-invalid');
  return new Problem('sms-not-sent', {}, { retryAfter: 60 });
}
