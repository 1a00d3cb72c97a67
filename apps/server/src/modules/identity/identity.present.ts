import type { Me, Membership } from '@wengong/contract';
import type { Actor } from '../../kernel/actor.ts';
import type { Keys } from '../../kernel/crypto.ts';
import type { MeFacts } from './me.store.ts';
import type { MembershipFacts } from './membership/membership.store.ts';
import { maskedPhoneOf } from './people/people.ts';
import { maskCard } from './phone.rules.ts';

export const nobody: Me = { person: null, palaceRoles: [], unionRoles: [], strong: false };

export function presentMe(facts: MeFacts, actor: Actor, keys: Keys): Me {
  return {
    person: {
      id: facts.id,
      displayName: facts.display_name,
      locale: facts.locale,
      elderMode: facts.elder_mode,
      homeDistrict: facts.home_district,
      member: actor.member,
      categories: [...actor.categories],
      phoneMasked: maskedPhoneOf(facts, keys),
      staffAccount: facts.account,
    },
    palaceRoles: facts.palace_roles,
    unionRoles: facts.union_roles,
    strong: actor.strong,
  };
}

/** The member card; `verified` on its last day, not after. */
export function presentMembership(
  displayName: string,
  facts: MembershipFacts | undefined,
  { today, keys }: { readonly today: string; readonly keys: Keys },
): Membership {
  if (facts === undefined) {
    return {
      verified: false,
      method: null,
      unionName: null,
      unionNameEn: null,
      displayName,
      cardNumberMasked: null,
      verifiedAt: null,
      validUntil: null,
    };
  }
  return {
    verified: facts.valid_until >= today,
    method: facts.method,
    unionName: facts.union_name,
    unionNameEn: facts.union_name_en,
    displayName,
    cardNumberMasked: facts.card_cipher === null ? null : maskCard(keys.open(facts.card_cipher)),
    verifiedAt: facts.verified_at.toISOString(),
    validUntil: facts.valid_until,
  };
}
