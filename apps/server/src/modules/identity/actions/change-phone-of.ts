import { changePhoneOf } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Identity } from '../identity.context.ts';
import { changeNumber } from '../phone-change/change-number.ts';
import { assertDeskMayChange } from '../phone-change/desk-may-change.ts';

/** For who lost the phone: the clerk says how they knew the person, and every session of the account ends. */
export const changePhoneOfAction = (identity: Identity) =>
  handle(changePhoneOf, async ({ actor, params: { palaceId, personId }, body, deps, now }) => {
    const change = { personId, palaceId, typed: body.phone, code: body.code };
    return changeNumber(identity, deps, change, async (tx) => {
      await assertDeskMayChange(tx, deps, palaceId, personId);
      await recordAudit(tx, {
        palaceId,
        actor,
        action: 'person.change-phone',
        subject: { type: 'person', id: personId },
        after: { checked: body.checked },
        at: now,
      });
    });
  });
