export const messageKinds = [
  'booking.confirmed',
  'booking.waitlisted',
  'booking.offered',
  'booking.expired',
  'booking.lapsed',
  'booking.cancelled',
  'booking.cancelled-by-host',
  'booking.moved',
  'booking.reseated',
  'booking.reminder',
  'booking.reminder-soon',
  'booking.offer-ending',
  'booking.missed',
  'booking.series-enrolled',
  'booking.series-date-added',
  'booking.seat-invited',
  'booking.companions-awaited',
  'booking.seat-taken',
  'booking.seat-not-taken',
  'booking.mailing',
  'team.joined',
  'team.closing',
  'team.closed',
  'credit.lowered',
  'credit.appeal-decided',
  'ballot.won',
  'ballot.waiting',
  'ballot.lost',
  'ballot.voided',
  'ballot.called-off',
  'contest.entry-approved',
  'contest.entry-rejected',
  'contest.entry-taken-down',
  'contest.entry-advanced',
  'contest.entry-out',
  'contest.entry-prize',
  'contest.votes-voided',
  'contest.appeal-upheld',
  'contest.appeal-dismissed',
  'contest.nominated',
  'review.approved',
  'review.rejected',
  'review.taken-down',
  'review.appeal-refused',
  'review.report-upheld',
  'review.report-dismissed',
  'space.booked',
  'space.cancelled',
  'space.closure',
  'pass.issued',
  'pass.expiring',
  'pass.extended',
  'pass.voided',
  'lecture.published',
  'video.ready',
  'video.failed',
  'video.taken-down',
] as const;
export type MessageKind = (typeof messageKinds)[number];

/** What the sentences of a message are filled with. Names are those at the time of the event; instants RFC 3339. */
export interface MessageParams {
  /** What it is about: an activity or a space. */
  readonly subject: string;
  readonly subjectEn: string;
  readonly palace: string;
  readonly palaceEn: string;
  readonly timeZone: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place?: string | null;
  readonly placeEn?: string | null;
  readonly seats?: number;
  /** Numbered seats by their names. */
  readonly seatNames?: string;
  readonly seatNamesEn?: string;
  /** Place on the waiting list, from 1. */
  readonly position?: number;
  /** Until when an offered seat is kept. */
  readonly until?: string;
  readonly reason?: string | null;
  readonly previousStartsAt?: string;
  readonly previousEndsAt?: string;
  /** The person has something else at the new time. */
  readonly conflict?: boolean;
  readonly byStaff?: boolean;
  /** The union whose officer enrolled the person. */
  readonly union?: string;
  readonly unionEn?: string;
  /** What somebody was invited to take: a whole booking, or a companion's seat of it. */
  readonly invitation?: 'transfer' | 'companion';
  /** The invited person's name as the inviter wrote it. */
  readonly name?: string;
  readonly declined?: boolean;
  /** What the leader of a team calls it. */
  readonly label?: string;
  /** Sessions of a series that somebody is enrolled in. */
  readonly dates?: number;
  /** From the waiting list, without asking again. */
  readonly promoted?: boolean;
  /** The person is asked to say that they will come. */
  readonly ask?: boolean;
  /** Why credit is lower. */
  readonly cause?: 'no_show' | 'late_cancel' | 'late_space';
  /** Points off the credit. */
  readonly points?: number;
  /** Credit now, of 100. */
  readonly score?: number;
  readonly accepted?: boolean;
  /** Visits left on a pass, null: as many as one likes; or seats of a team that nobody has taken. */
  readonly left?: number | null;
  /** Money in fen. */
  readonly amountFen?: number;
  /** Number of a lecture in its series, which is `label`. */
  readonly number?: number;
  readonly labelEn?: string;
  /** What the palace's staff wrote, filled in for the reader. */
  readonly title?: string;
  readonly titleEn?: string;
  readonly text?: string;
  readonly textEn?: string;
}
