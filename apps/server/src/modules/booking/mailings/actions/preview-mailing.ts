import { previewMailing } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { bookingById } from '../../bookings.store.ts';
import { audienceOf } from '../audience.ts';
import { fillFor } from '../fill-mailing.ts';
import { unknownPlaceholders } from '../mailings.rules.ts';
import { recipientsOf } from '../mailings.store.ts';

export const previewMailingAction = handle(previewMailing, async ({ params, body, reader, deps, now }) => {
  const recipients = await recipientsOf(reader, await audienceOf(reader, params.palaceId, body, now));
  const [first] = recipients;
  const booking = first && (await bookingById(reader, params.palaceId, first.booking_id));
  const [sample] = booking ? await fillFor(reader, deps.keys, body, [booking]) : [];
  return {
    recipients: recipients.length,
    sample: sample ?? null,
    unknown: unknownPlaceholders([body.title, body.titleEn, body.body, body.bodyEn]),
  };
});
