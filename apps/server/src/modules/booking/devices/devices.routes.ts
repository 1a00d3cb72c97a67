import type { RouteBinding } from '../../../kernel/module.ts';
import { claimDeviceAction } from './actions/claim-device.ts';
import { claimKioskAction } from './actions/claim-kiosk.ts';
import { createProvisioningAction } from './actions/create-provisioning.ts';
import { greetKioskAction } from './actions/greet-kiosk.ts';
import { listDevicesAction } from './actions/list-devices.ts';
import { revokeDeviceAction } from './actions/revoke-device.ts';

export const deviceRoutes: readonly RouteBinding[] = [
  createProvisioningAction,
  claimDeviceAction,
  claimKioskAction,
  greetKioskAction,
  listDevicesAction,
  revokeDeviceAction,
];
