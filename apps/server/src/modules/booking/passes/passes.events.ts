import { defineEvent } from '../../../kernel/outbox.ts';

/** What every event about a pass says; `validUntil` is when it ends, RFC 3339. */
export interface PassFact {
  palaceId: string;
  passId: string;
  personId: string;
  name: string;
  nameEn: string;
  /** null: as many as one likes. */
  left: number | null;
  validFrom: string;
  validUntil: string;
}

/** Somebody was sold or given a pass. */
export const passIssued = defineEvent<PassFact>('booking.pass-issued');

/** A pass with something left runs out in a few days. */
export const passExpiring = defineEvent<PassFact>('booking.pass-expiring');

export const passExtended = defineEvent<PassFact & { reason: string }>('booking.pass-extended');

export const passVoided = defineEvent<PassFact & { reason: string; refundedFen: number }>(
  'booking.pass-voided',
);
