import { sendMailing } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { enqueue } from '../../../../kernel/jobs.ts';
import { handle } from '../../../../kernel/module.ts';
import { localDay } from '../../../../kernel/zone.ts';
import { recordAudit } from '../../../identity/index.ts';
import { findPalace } from '../../../network/index.ts';
import { audienceOf } from '../audience.ts';
import { tellMailings } from '../mailings.jobs.ts';
import { presentMailings } from '../mailings.present.ts';
import { mailingDigest, unknownPlaceholders } from '../mailings.rules.ts';
import { insertMailing, recipientsOf } from '../mailings.store.ts';

/** How long it can be taken back, ms. */
const UNDO_MS = 10_000;

export const sendMailingAction = handle(
  sendMailing,
  async ({ params: { palaceId }, body, actor, tx, deps, now }) => {
    const palace = await findPalace(tx, palaceId);
    if (palace === undefined) throw new Problem('not-found');
    const unknown = unknownPlaceholders([body.title, body.titleEn, body.body, body.bodyEn]);
    if (unknown.length > 0) throw new Problem('mailing-placeholder-unknown', { words: unknown.join(' ') });
    const recipients = await recipientsOf(tx, await audienceOf(tx, palaceId, body, now));
    if (recipients.length === 0) throw new Problem('mailing-nobody');
    const row = {
      palace_id: palaceId,
      id: newId(),
      activity_id: body.activityId,
      session_id: body.sessionId,
      statuses: body.statuses,
      title: body.title,
      title_en: body.titleEn,
      body: body.body,
      body_en: body.bodyEn,
      digest: mailingDigest(body),
      day: localDay(now, palace.time_zone),
      recipients: recipients.length,
      sent_by: actor.personId,
      sent_at: now,
      due_at: new Date(now.getTime() + UNDO_MS),
      withdrawn_at: null,
    };
    await insertMailing(tx, row, recipients);
    await enqueue(tx, tellMailings, {}, { runAt: row.due_at });
    await recordAudit(tx, {
      palaceId,
      actor,
      action: 'mailing.send',
      subject: { type: 'mailing', id: row.id },
      after: {
        activityId: row.activity_id,
        sessionId: row.session_id,
        statuses: row.statuses,
        title: row.title,
        body: row.body,
        recipients: row.recipients,
      },
      at: now,
    });
    const [mailing] = await presentMailings(tx, deps.keys, [{ ...row, told: 0 }]);
    if (mailing === undefined) throw new Problem('not-found');
    return mailing;
  },
);
