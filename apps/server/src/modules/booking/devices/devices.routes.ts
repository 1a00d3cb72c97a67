import type { RouteBinding } from '../../../kernel/module.ts';
import { claimDeviceAction } from './actions/claim-device.ts';
import { createProvisioningAction } from './actions/create-provisioning.ts';
import { listDevicesAction } from './actions/list-devices.ts';
import { revokeDeviceAction } from './actions/revoke-device.ts';

export const deviceRoutes: readonly RouteBinding[] = [
  createProvisioningAction,
  claimDeviceAction,
  listDevicesAction,
  revokeDeviceAction,
];
