import { consentVersions, withdrawConsent as route } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { withdrawConsent } from '../consent.store.ts';
import type { Identity } from '../identity.context.ts';
import { presentConsents } from './list-my-consents.ts';

export const withdrawConsentAction = ({ actors }: Identity) =>
  handle(route, async ({ actor, params: { purpose }, tx, now }) => {
    if (purpose === 'terms') throw new Problem('terms-not-withdrawable');
    const version = consentVersions[purpose];
    await withdrawConsent(tx, { personId: actor.personId, purpose, version, at: now });
    actors.forgetPerson(actor.personId);
    return presentConsents(tx, actor.personId);
  });
