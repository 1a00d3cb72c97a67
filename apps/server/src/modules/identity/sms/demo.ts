import type { Log } from '../../../kernel/log.ts';
import { maskPhone } from '../phone.rules.ts';
import type { SmsSender } from './sms-sender.ts';

/** Sends nothing: writes to the log. For demonstration and tests. */
export function demoSender(log: Log): SmsSender {
  return {
    async sendCode(phone, code) {
      // Not named `code`: the log cuts that out.
      log.info({ to: maskPhone(phone), signInCode: code }, 'demonstration: sign-in code');
      return { state: 'accepted', messageId: 'demo' };
    },
    async sendPhoneChanged(phone) {
      log.info({ to: maskPhone(phone) }, 'demonstration: the account has left this number');
      return { state: 'accepted', messageId: 'demo' };
    },
  };
}
