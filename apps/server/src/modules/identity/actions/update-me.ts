import { updateMe } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import type { Identity } from '../identity.context.ts';
import { presentMe } from '../identity.present.ts';
import { meFacts } from '../me.store.ts';
import { updatePerson } from '../people/people.store.ts';

export const updateMeAction = ({ actors, keys }: Identity) =>
  handle(updateMe, async ({ actor, body, tx }) => {
    const change = {
      ...(body.displayName === undefined ? {} : { display_name: body.displayName }),
      ...(body.locale === undefined ? {} : { locale: body.locale }),
      ...(body.elderMode === undefined ? {} : { elder_mode: body.elderMode }),
      ...(body.homeDistrict === undefined ? {} : { home_district: body.homeDistrict }),
    };
    if (Object.keys(change).length > 0) await updatePerson(tx, actor.personId, change);
    actors.forgetPerson(actor.personId);
    const facts = await meFacts(tx, actor.personId);
    if (facts === undefined) throw new Problem('not-found');
    return presentMe(facts, actor, keys);
  });
