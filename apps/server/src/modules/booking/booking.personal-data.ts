import { enqueue } from '../../kernel/jobs.ts';
import type { PersonalData } from '../../kernel/personal-data.ts';
import { entryRecords, giveUpEntries } from './ballot/entries.store.ts';
import { giveUpBookings } from './booking.jobs.ts';
import { creditRecordsOf, forgetCredit } from './credit/credit.personal-data.store.ts';
import { enrolmentRecordsOf, forgetEnrolled } from './groups/groups.store.ts';
import { mailingRecordsOf } from './mailings/mailings.store.ts';
import { forgetPassNotes, passRecordsOf } from './passes/passes.store.ts';
import { forgetNames, hasBookedAt, recordsOf } from './personal/personal-data.store.ts';
import { seriesRecordsOf } from './series/queue.store.ts';
import { forgetTeams, teamRecordsOf } from './teams/teams.store.ts';
import { forgetInvitations, invitationRecordsOf } from './transfer/personal-data.store.ts';

/** What booking holds about a person. What they still have ahead is given up, each in a transaction of its own. */
export const bookingPersonalData: PersonalData = {
  exportPerson: async (reader, personId) => ({
    ...(await recordsOf(reader, personId)),
    ballotEntries: await entryRecords(reader, personId),
    enrolments: await enrolmentRecordsOf(reader, personId),
    series: await seriesRecordsOf(reader, personId),
    passes: await passRecordsOf(reader, personId),
    teams: await teamRecordsOf(reader, personId),
    seatInvitations: await invitationRecordsOf(reader, personId),
    mailings: await mailingRecordsOf(reader, personId),
    ...(await creditRecordsOf(reader, personId)),
  }),
  async erasePerson(tx, personId, now) {
    await forgetNames(tx, personId);
    await giveUpEntries(tx, personId, now);
    await forgetEnrolled(tx, personId);
    await forgetInvitations(tx, personId, now);
    await forgetCredit(tx, personId);
    await forgetTeams(tx, personId);
    await forgetPassNotes(tx, personId);
    await enqueue(tx, giveUpBookings, { personId });
  },
  servesPerson: hasBookedAt,
};
