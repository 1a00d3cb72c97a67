import type { MailingStatus } from '@wengong/contract';

export interface MailingRow {
  palace_id: string;
  id: string;
  activity_id: string;
  /** null: every session ahead of the activity. */
  session_id: string | null;
  statuses: MailingStatus[];
  title: string;
  title_en: string;
  body: string;
  body_en: string;
  digest: Buffer;
  /** Calendar day of the palace. */
  day: string;
  recipients: number;
  sent_by: string;
  sent_at: Date;
  /** Until then it can be taken back. */
  due_at: Date;
  withdrawn_at: Date | null;
}

export interface MailingRecipientRow {
  palace_id: string;
  mailing_id: string;
  person_id: string;
  booking_id: string;
  told_at: Date | null;
}

export interface MailingTables {
  booking_mailing: MailingRow;
  booking_mailing_recipient: MailingRecipientRow;
}
