import type { RouteBinding } from '../../../kernel/module.ts';
import { listMailingsAction } from './actions/list-mailings.ts';
import { previewMailingAction } from './actions/preview-mailing.ts';
import { sendMailingAction } from './actions/send-mailing.ts';
import { withdrawMailingAction } from './actions/withdraw-mailing.ts';

export const mailingRoutes: readonly RouteBinding[] = [
  listMailingsAction,
  previewMailingAction,
  sendMailingAction,
  withdrawMailingAction,
];
