import { consentVersions, giveConsent } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordConsent } from '../consent.store.ts';
import type { Identity } from '../identity.context.ts';
import { presentConsents } from './list-my-consents.ts';

export const giveConsentAction = ({ actors }: Identity) =>
  handle(giveConsent, async ({ actor, body, tx, now }) => {
    if (body.version !== consentVersions[body.purpose]) throw new Problem('consent-outdated');
    await recordConsent(tx, { personId: actor.personId, ...body, at: now });
    actors.forgetPerson(actor.personId);
    return presentConsents(tx, actor.personId);
  });
