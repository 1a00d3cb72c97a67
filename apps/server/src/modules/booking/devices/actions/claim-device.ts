import { claimDoorDevice } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { newSecret, secretHash } from '../device-secret.ts';
import { insertDevice, lockProvisioning } from '../devices.store.ts';

export const claimDeviceAction = handle(
  claimDoorDevice,
  async ({ params: { palaceId }, body, deps, now }) => {
    const token = newSecret();
    const codeHash = secretHash(body.code);
    const id = newId();
    const name = await deps.db.transact(async (tx) => {
      const offer = await lockProvisioning(tx, palaceId, codeHash, now);
      if (offer === undefined) throw new Problem('provisioning-invalid');
      const row = {
        palace_id: palaceId,
        id,
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
        after: { name: offer.name },
        at: now,
      });
      return offer.name;
    });
    return { deviceId: id, name, token };
  },
);
