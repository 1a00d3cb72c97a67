import { sql } from 'kysely';
import type { Invariants } from '../upkeep/invariant.ts';

/** What messages to the booked promise. */
export const mailingInvariants = {
  'mailing-recipients-counted': sql`
    select m.palace_id, m.id::text as subject, m.recipients as expected, count(r.person_id)::int as found
    from booking_mailing m left join booking_mailing_recipient r on r.palace_id = m.palace_id and r.mailing_id = m.id
    group by m.palace_id, m.id, m.recipients having count(r.person_id) <> m.recipients`,
  'withdrawn-mailing-told-nobody': sql`
    select m.palace_id, m.id::text as subject, 0 as expected, count(*)::int as found
    from booking_mailing m join booking_mailing_recipient r on r.palace_id = m.palace_id and r.mailing_id = m.id
    where m.withdrawn_at is not null and r.told_at is not null group by m.palace_id, m.id`,
  'mailing-is-about-own-booking': sql`
    select r.palace_id, r.mailing_id::text as subject, 0 as expected, count(*)::int as found
    from booking_mailing_recipient r join booking b on b.palace_id = r.palace_id and b.id = r.booking_id
    where b.person_id <> r.person_id group by r.palace_id, r.mailing_id`,
} satisfies Invariants;
