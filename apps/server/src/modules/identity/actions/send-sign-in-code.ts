import { sendSignInCode } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { CODE_VALID_S } from '../auth/auth.ts';
import { sendCode } from '../auth/send-code.ts';
import type { Identity } from '../identity.context.ts';
import { phoneOf } from '../people/people.ts';
import { maskPhone } from '../phone.rules.ts';

/** Says nothing of whether an account exists: the first sign-in makes it. */
export const sendSignInCodeAction = (identity: Identity) =>
  handle(sendSignInCode, async ({ body }) => {
    const phone = phoneOf(body.phone);
    const demoCode = await sendCode(identity, phone);
    return {
      phoneMasked: maskPhone(phone),
      validForSeconds: CODE_VALID_S,
      againInSeconds: 60,
      demoCode,
    };
  });
