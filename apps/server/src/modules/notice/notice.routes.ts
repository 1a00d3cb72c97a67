import type { RouteBinding } from '../../kernel/module.ts';
import { listMyMessagesAction } from './actions/list-my-messages.ts';
import { readAllMessagesAction } from './actions/read-all-messages.ts';
import { readMessageAction } from './actions/read-message.ts';

export const noticeRoutes: readonly RouteBinding[] = [
  listMyMessagesAction,
  readMessageAction,
  readAllMessagesAction,
];
