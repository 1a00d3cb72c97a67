import type { Deps } from '../../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../../kernel/jobs.ts';
import type { SmsSender } from '../sms/sms-sender.ts';

/** Tells a number that an account has left it. `phone` is sealed, base64: a waiting job shows nobody's number. */
export const tellFormerNumber = defineJob<{ phone: string }>('identity.tell-former-number');

export const phoneChangeJobs = (sms: SmsSender): readonly JobBinding<Deps>[] => [
  job(tellFormerNumber, async ({ phone }, { keys, log }: Deps) => {
    const outcome = await sms.sendPhoneChanged(keys.open(Buffer.from(phone, 'base64')));
    // Never sent again by itself: providers do not recognise a repeated call.
    if (outcome.state !== 'accepted')
      log.warn({ outcome }, 'the number before could not be told of the change');
  }),
];
