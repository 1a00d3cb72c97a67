import { createDoorProvisioning } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { findPalace } from '../../../network/index.ts';
import { CODE_MS, newSecret, secretHash } from '../device-secret.ts';
import { devicesInUse, putProvisioning } from '../devices.store.ts';

/** Devices of one palace in use at most. */
const MOST_DEVICES = 100;

export const createProvisioningAction = handle(
  createDoorProvisioning,
  async ({ params: { palaceId }, body, actor, deps, origin, now }) => {
    const code = newSecret();
    const expiresAt = new Date(now.getTime() + CODE_MS);
    const palace = await deps.db.transact(async (tx) => {
      if ((await devicesInUse(tx, palaceId)) >= MOST_DEVICES) {
        throw new Problem('too-many-devices', { max: MOST_DEVICES });
      }
      await putProvisioning(tx, {
        palace_id: palaceId,
        code_hash: secretHash(code),
        kind: body.kind,
        name: body.name,
        created_by: actor.personId,
        created_at: now,
        expires_at: expiresAt,
      });
      await recordAudit(tx, {
        palaceId,
        actor,
        action: 'door-device.offer',
        subject: { type: 'door-device', id: body.name },
        after: { kind: body.kind },
        at: now,
      });
      return findPalace(tx, palaceId);
    });
    if (palace === undefined) throw new Problem('not-found');
    // Behind the #: it reaches no server, no log and no referrer.
    const page = body.kind === 'door' ? `door/${palace.slug}/device` : `kiosk/${palace.slug}`;
    return { url: `${origin}/${page}#${code}`, code, ...body, expiresAt: expiresAt.toISOString() };
  },
);
