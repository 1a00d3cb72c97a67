import { askNewPhoneOf } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import type { Identity } from '../identity.context.ts';
import { askForNumber } from '../phone-change/ask-for-number.ts';
import { assertDeskMayChange } from '../phone-change/desk-may-change.ts';

export const askNewPhoneOfAction = (identity: Identity) =>
  handle(askNewPhoneOf, async ({ params: { palaceId, personId }, body, deps }) => {
    await identity.db.transact((tx) => assertDeskMayChange(tx, deps, palaceId, personId));
    return askForNumber(identity, { personId, palaceId, typed: body.phone });
  });
