import type { BaseDeps } from '../../kernel/deps.ts';
import type { Actors } from './auth/actors.ts';
import type { Auth } from './auth/auth.ts';
import type { MembershipVerifier } from './membership/membership-verifier.ts';
import type { SmsSender } from './sms/sms-sender.ts';

/** What identity's actions reach besides the kernel: built once by `createIdentity`. */
export interface Identity extends BaseDeps {
  readonly auth: Auth;
  readonly actors: Actors;
  readonly sms: SmsSender;
  readonly memberships: MembershipVerifier;
}
