import { consentVersions, signIn } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { afterSignIn } from '../auth/after-sign-in.ts';
import type { PhoneSignIn } from '../auth/auth.ts';
import { asking, authHeaders, relayCookies } from '../auth/library.ts';
import { recordConsent } from '../consent.store.ts';
import type { Identity } from '../identity.context.ts';
import { personArrived } from '../identity.events.ts';
import { phoneOf } from '../people/people.ts';

export const CODE_PROBLEMS = {
  INVALID_OTP: 'sign-in-code-wrong',
  OTP_EXPIRED: 'sign-in-code-expired',
  OTP_NOT_FOUND: 'sign-in-code-expired',
  TOO_MANY_ATTEMPTS: 'sign-in-code-expired',
} as const;

export const signInAction = (identity: Identity) =>
  handle(signIn, async (call) => {
    const { body, now } = call;
    const phone = phoneOf(body.phone);
    if (body.consentVersion !== consentVersions.terms) throw new Problem('consent-outdated');
    const attempt: PhoneSignIn = { phone };
    const { auth, keys } = identity;
    const { headers, response } = await auth.asPhone(attempt, () =>
      asking(
        () =>
          auth.api.verifyPhoneNumber({
            body: { phoneNumber: keys.fingerprint(phone).toString('hex'), code: body.code },
            headers: authHeaders(call),
            returnHeaders: true,
          }),
        CODE_PROBLEMS,
      ),
    );
    const personId = response.user.id;
    const signedIn = await afterSignIn(identity, personId, identity.actors.token(call.headers));
    await identity.db.transact(async (tx) => {
      await recordConsent(tx, { personId, purpose: 'terms', version: body.consentVersion, at: now });
      if (attempt.isNew) await call.deps.bus.emit(tx, personArrived, { personId });
    });
    relayCookies(headers, call.setHeader);
    return { personId, isNew: attempt.isNew ?? false, ...signedIn };
  });
