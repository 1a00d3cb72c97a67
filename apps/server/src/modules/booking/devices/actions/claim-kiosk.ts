import { claimKiosk } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { claimCode } from '../claim-code.ts';
import { kioskSetCookie } from '../kiosk-cookie.ts';

export const claimKioskAction = handle(
  claimKiosk,
  async ({ params: { palaceId }, body, deps, now, setHeader }) => {
    const { deviceId, name, token } = await claimCode(deps, { palaceId, kind: 'kiosk' }, body.code, now);
    setHeader('set-cookie', kioskSetCookie({ palaceId, token }, deps));
    return { deviceId, name };
  },
);
