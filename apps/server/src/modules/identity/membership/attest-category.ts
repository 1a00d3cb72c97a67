import type { WorkerCategory } from '@wengong/contract';
import type { Actor } from '../../../kernel/actor.ts';
import type { Tx } from '../../../kernel/db.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Identity } from '../identity.context.ts';
import { personByPhoneHash } from '../people/people.store.ts';
import { phoneOf } from '../people/people.ts';
import { attest, withdraw } from './categories.store.ts';

export interface AttestationChange {
  readonly phone: string;
  readonly category: WorkerCategory;
  /** True attests, false withdraws. */
  readonly attested: boolean;
  /** Palace whose director does it; null for an officer. */
  readonly palaceId: string | null;
  readonly actor: Actor;
  readonly now: Date;
}

/** Attests or withdraws a worker category of whoever holds the number, known to the platform or not. */
export async function changeAttestation(
  tx: Tx,
  { keys, actors }: Identity,
  change: AttestationChange,
): Promise<void> {
  const { category, actor, now } = change;
  const phoneHash = keys.fingerprint(phoneOf(change.phone));
  const changed = change.attested
    ? (await attest(tx, [{ phoneHash, category }], { personId: actor.personId, at: now })) > 0
    : await withdraw(tx, { phoneHash, category });
  if (!changed) return;
  const person = await personByPhoneHash(tx, phoneHash);
  if (person !== undefined) actors.forgetPerson(person.id);
  await recordAudit(tx, {
    palaceId: change.palaceId,
    actor,
    action: change.attested ? 'category.attest' : 'category.withdraw',
    // Somebody not known yet is named by the beginning of the number's keyed hash.
    subject: person
      ? { type: 'person', id: person.id }
      : { type: 'phone', id: phoneHash.toString('hex').slice(0, 16) },
    after: { category },
    at: now,
  });
}
