import { changeMyPhone } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import type { Identity } from '../identity.context.ts';
import { changeNumber } from '../phone-change/change-number.ts';
import { refuseWeakStaff } from '../phone-change/refuse-weak-staff.ts';

export const changeMyPhoneAction = (identity: Identity) =>
  handle(changeMyPhone, async ({ actor, body, deps, headers }) => {
    refuseWeakStaff(actor);
    return changeNumber(identity, deps, {
      personId: actor.personId,
      palaceId: null,
      typed: body.phone,
      code: body.code,
      keep: identity.actors.token(headers) ?? undefined,
    });
  });
