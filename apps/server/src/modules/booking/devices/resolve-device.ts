import type { BaseDeps } from '../../../kernel/deps.ts';
import type { DeviceResolver } from '../../../kernel/device.ts';
import { Problem } from '../../../kernel/errors.ts';
import { bearerToken, secretHash } from './device-secret.ts';
import { deviceByToken } from './devices.store.ts';

/** Looked up at every call and never remembered: a device that is shut out is refused at once. */
export function createDeviceResolver({ db }: Pick<BaseDeps, 'db'>): DeviceResolver {
  return async (headers, palaceId) => {
    const token = bearerToken(headers);
    const row =
      token === null
        ? undefined
        : await deviceByToken(db.reader, { palaceId, kind: 'door' }, secretHash(token));
    if (row === undefined) throw new Problem('device-unknown');
    if (row.revoked_at !== null) throw new Problem('device-revoked');
    return { deviceId: row.id, palaceId, name: row.name, provisionedBy: row.provisioned_by };
  };
}
