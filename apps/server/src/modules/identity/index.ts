import type { ActorResolver } from '../../kernel/actor.ts';
import type { BaseDeps } from '../../kernel/deps.ts';
import type { Module } from '../../kernel/module.ts';
import { Actors } from './auth/actors.ts';
import { createAuth, type PhoneSignIn } from './auth/auth.ts';
import type { Identity } from './identity.context.ts';
import { identityJobs } from './identity.jobs.ts';
import { identityPersonalData } from './identity.personal-data.ts';
import { identityRoutes } from './identity.routes.ts';
import { rosterVerifier } from './membership/roster-verifier.ts';
import { ensurePerson } from './people/people.ts';
import { phoneChangeJobs } from './phone-change/phone-change.jobs.ts';
import { createSmsSender } from './sms/sms-sender.ts';

export { type AuditRecord, recordAudit, recordAudits } from './audit/record-audit.ts';
export { giveSecondFactor } from './auth/second-factor.ts';
export { personArrived, phoneChanged } from './identity.events.ts';
export { groupsOf, type PersonGroups } from './people/groups.store.ts';
export { type PhoneHolder, phoneHolders } from './people/holders.store.ts';
export { newcomersOf, phoneHashOf } from './people/people.store.ts';
export { findPersonByPhone, type PersonView, peopleOf, phonesOf } from './people/people.ts';
export { peopleFound, phoneEndHash } from './people/search.store.ts';
export { standingOf, standingsOf } from './people/standing.store.ts';
export { maskPhone, normalisePhone } from './phone.rules.ts';
export { grantOffice, grantRoles } from './staff/roles.store.ts';
export { ensureStaffAccount, preparePassword } from './staff/staff-account.ts';

/** Builds the identity module: sign-in needs the keys and the database before any route exists. */
export function createIdentity(base: BaseDeps): { module: Module; resolveActor: ActorResolver } {
  const auth = createAuth(base, { ensurePerson: (signIn) => personOf(base, signIn) });
  const actors = new Actors(base);
  const sms = createSmsSender(base.config.sms, base.log, base.clock);
  const identity: Identity = { ...base, auth, actors, sms, memberships: rosterVerifier };
  return {
    module: {
      name: 'identity',
      routes: identityRoutes(identity),
      jobs: [...identityJobs, ...phoneChangeJobs(sms)],
      personalData: identityPersonalData(identity),
      constraints: { auth_user_account: 'account-name-taken', person_phone: 'phone-taken' },
    },
    resolveActor: (headers) => actors.resolve(headers),
  };
}

/** The person who signs in by phone; made in a transaction of its own, before better-auth writes its row. */
async function personOf({ db, keys, clock }: BaseDeps, signIn: PhoneSignIn): Promise<string> {
  const { id, isNew } = await db.transact((tx) =>
    ensurePerson(tx, keys, { phone: signIn.phone, now: clock.now() }),
  );
  signIn.isNew = isNew;
  return id;
}
