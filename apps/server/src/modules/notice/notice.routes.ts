import type { RouteBinding } from '../../kernel/module.ts';
import { listMyMessagesAction } from './actions/list-my-messages.ts';
import { readAllMessagesAction } from './actions/read-all-messages.ts';
import { readMessageAction } from './actions/read-message.ts';

import { addPushDeviceAction } from './push/actions/add-push-device.ts';
import { getMyPushAction } from './push/actions/get-my-push.ts';
import { putPushPreferencesAction } from './push/actions/put-push-preferences.ts';
import { removePushDeviceAction } from './push/actions/remove-push-device.ts';

export const noticeRoutes: readonly RouteBinding[] = [
  listMyMessagesAction,
  readMessageAction,
  readAllMessagesAction,
  addPushDeviceAction,
  getMyPushAction,
  putPushPreferencesAction,
  removePushDeviceAction,
];
