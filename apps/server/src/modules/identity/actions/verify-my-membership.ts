import { verifyMyMembership } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import type { Identity } from '../identity.context.ts';
import { presentMembership } from '../identity.present.ts';
import { today } from '../membership/membership.rules.ts';
import { membershipOf } from '../membership/membership.store.ts';
import { refreshMembership } from '../membership/refresh-membership.ts';
import { lockPerson } from '../people/people.store.ts';

export const verifyMyMembershipAction = ({ memberships, actors, keys }: Identity) =>
  handle(verifyMyMembership, async ({ actor, tx, now }) => {
    const person = await lockPerson(tx, actor.personId);
    if (person === undefined) throw new Problem('not-found');
    const found = await refreshMembership(tx, memberships, person, now);
    if (found === null) throw new Problem('not-on-roster');
    actors.forgetPerson(actor.personId);
    const facts = await membershipOf(tx, actor.personId);
    return presentMembership(person.display_name, facts, { today: today(now), keys });
  });
