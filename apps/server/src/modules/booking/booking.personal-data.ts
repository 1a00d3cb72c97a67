import { enqueue } from '../../kernel/jobs.ts';
import type { PersonalData } from '../../kernel/personal-data.ts';
import { giveUpBookings } from './booking.jobs.ts';
import { forgetNames, hasBookedAt, recordsOf } from './personal/personal-data.store.ts';

/** What booking holds about a person. What they still have ahead is given up, each in a transaction of its own. */
export const bookingPersonalData: PersonalData = {
  exportPerson: recordsOf,
  async erasePerson(tx, personId) {
    await forgetNames(tx, personId);
    await enqueue(tx, giveUpBookings, { personId });
  },
  servesPerson: hasBookedAt,
};
