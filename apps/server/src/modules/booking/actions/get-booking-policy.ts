import { getBookingPolicy } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { presentPolicy } from '../rules/policy.present.ts';
import { policyInForce } from '../rules/policy.store.ts';

export const getBookingPolicyAction = handle(getBookingPolicy, async ({ params, reader, now }) =>
  presentPolicy(await policyInForce(reader, params.palaceId, now)),
);
