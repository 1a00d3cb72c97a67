import { askMyNewPhone } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import type { Identity } from '../identity.context.ts';
import { askForNumber } from '../phone-change/ask-for-number.ts';
import { refuseWeakStaff } from '../phone-change/refuse-weak-staff.ts';

export const askMyNewPhoneAction = (identity: Identity) =>
  handle(askMyNewPhone, async ({ actor, body }) => {
    refuseWeakStaff(actor);
    return askForNumber(identity, { personId: actor.personId, palaceId: null, typed: body.phone });
  });
