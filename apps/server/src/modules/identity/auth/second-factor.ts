import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Tx } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Identity } from '../identity.context.ts';
import { authSecret } from './auth.ts';
import { enableSecondFactor, secretOfAccount } from './second-factor.store.ts';

/** The code that the authenticator of an account shows now; null outside demonstration mode. */
export async function demoCodeOf(
  { auth, config, db, keys }: Identity,
  account: string,
): Promise<string | null> {
  if (!config.demo) return null;
  const sealed = await secretOfAccount(db, account);
  if (sealed === null) return null;
  const secret = await symmetricDecrypt({ key: authSecret(keys), data: sealed });
  return (await auth.api.generateTOTP({ body: { secret } })).code;
}

/** Gives an account a second factor with a known secret, as if it had been set up: for the demonstration. */
export async function giveSecondFactor(tx: Tx, keys: Keys, personId: string, secret: string): Promise<void> {
  const key = authSecret(keys);
  await enableSecondFactor(tx, {
    id: newId(),
    user_id: personId,
    secret: await symmetricEncrypt({ key, data: secret }),
    backup_codes: await symmetricEncrypt({ key, data: '[]' }),
    verified: true,
  });
}
