import { getMyMembership } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { presentMembership } from '../identity.present.ts';
import { today } from '../membership/membership.rules.ts';
import { membershipOf } from '../membership/membership.store.ts';

export const getMyMembershipAction = handle(getMyMembership, async ({ actor, reader, deps, now }) => {
  const facts = await membershipOf(reader, actor.personId);
  return presentMembership(actor.displayName, facts, { today: today(now), keys: deps.keys });
});
