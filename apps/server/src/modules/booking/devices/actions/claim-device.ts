import { claimDoorDevice } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { claimCode } from '../claim-code.ts';

export const claimDeviceAction = handle(claimDoorDevice, ({ params: { palaceId }, body, deps, now }) =>
  claimCode(deps, { palaceId, kind: 'door' }, body.code, now),
);
