import type { DeviceKind } from '@wengong/contract';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { recordAudit } from '../../identity/index.ts';
import { newSecret, secretHash } from './device-secret.ts';
import { insertDevice, lockProvisioning } from './devices.store.ts';

/** A device that has just been let in; its token is known only here and to it. */
interface Claimed {
  readonly deviceId: string;
  readonly name: string;
  readonly token: string;
}

/** Turns a one-time code into a device of the palace. Throws `provisioning-invalid`. */
export function claimCode(
  deps: Deps,
  { palaceId, kind }: { palaceId: string; kind: DeviceKind },
  code: string,
  now: Date,
): Promise<Claimed> {
  const token = newSecret();
  const codeHash = secretHash(code);
  const id = newId();
  return deps.db.transact(async (tx) => {
    const offer = await lockProvisioning(tx, { palaceId, kind }, codeHash, now);
    if (offer === undefined) throw new Problem('provisioning-invalid');
    const row = {
      palace_id: palaceId,
      id,
      kind,
      name: offer.name,
      token_hash: secretHash(token),
      provisioned_by: offer.created_by,
      provisioned_at: now,
    };
    await insertDevice(tx, row, codeHash);
    await recordAudit(tx, {
      palaceId,
      actor: { personId: offer.created_by },
      action: 'door-device.provision',
      subject: { type: 'door-device', id },
      after: { name: offer.name, kind },
      at: now,
    });
    return { deviceId: id, name: offer.name, token };
  });
}
