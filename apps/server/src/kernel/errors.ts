import type { Locale, ProblemDocument } from '@wengong/contract';
import { bookingErrors } from './catalogue/booking.ts';
import { ballotErrors } from './catalogue/booking-ballot.ts';
import { bookingCreditErrors } from './catalogue/booking-credit.ts';
import { bookingDeskErrors } from './catalogue/booking-desk.ts';
import { bookingDoorErrors } from './catalogue/booking-door.ts';
import { bookingGroupErrors } from './catalogue/booking-group.ts';
import { bookingPassErrors } from './catalogue/booking-pass.ts';
import { bookingSeatingErrors } from './catalogue/booking-seating.ts';
import { bookingSeriesErrors } from './catalogue/booking-series.ts';
import { bookingTeamErrors } from './catalogue/booking-team.ts';
import { bookingTransferErrors } from './catalogue/booking-transfer.ts';
import { bookingWaitingRoomErrors } from './catalogue/booking-waiting-room.ts';
import { contestErrors } from './catalogue/contest.ts';
import type { Entry } from './catalogue/entry.ts';
import { identityErrors } from './catalogue/identity.ts';
import { lectureErrors } from './catalogue/lecture.ts';
import { mediaErrors } from './catalogue/media.ts';
import { moderationErrors } from './catalogue/moderation.ts';
import { networkErrors } from './catalogue/network.ts';
import { noticeErrors } from './catalogue/notice.ts';
import { programmeErrors } from './catalogue/programme.ts';
import { requestErrors } from './catalogue/request.ts';
import { venueErrors } from './catalogue/venue.ts';

/**
 * Every error the API can give, one file a module. A code never changes its meaning once released. The second
 * sentence says what to do next; `{name}` is filled from the problem's values.
 */
export const catalogue = {
  ...requestErrors,
  ...identityErrors,
  ...networkErrors,
  ...venueErrors,
  ...programmeErrors,
  ...bookingErrors,
  ...ballotErrors,
  ...bookingDeskErrors,
  ...bookingDoorErrors,
  ...bookingSeriesErrors,
  ...bookingTeamErrors,
  ...bookingTransferErrors,
  ...bookingGroupErrors,
  ...bookingCreditErrors,
  ...bookingPassErrors,
  ...bookingSeatingErrors,
  ...bookingWaitingRoomErrors,
  ...moderationErrors,
  ...mediaErrors,
  ...lectureErrors,
  ...contestErrors,
  ...noticeErrors,
} as const;

export type ErrorCode = keyof typeof catalogue;

/** An error that a caller is told about, by a code of the catalogue. */
export class Problem extends Error {
  readonly code: ErrorCode;
  readonly values: Readonly<Record<string, string | number>>;
  readonly fields: readonly { path: string; message: string }[];
  /** Seconds after which trying again makes sense: sent as Retry-After. */
  readonly retryAfter: number | undefined;
  /** Seats of the map that can be had instead of the chosen ones. */
  readonly seats: readonly number[] | undefined;

  constructor(
    code: ErrorCode,
    values: Readonly<Record<string, string | number>> = {},
    options: {
      fields?: readonly { path: string; message: string }[];
      retryAfter?: number;
      seats?: readonly number[];
      cause?: unknown;
    } = {},
  ) {
    super(code, { cause: options.cause });
    this.code = code;
    this.values = values;
    this.fields = options.fields ?? [];
    this.retryAfter = options.retryAfter;
    this.seats = options.seats;
  }

  get status(): number {
    return catalogue[this.code].status;
  }
}

/** Renders a problem as RFC 9457 in the reader's language. */
export function problemDocument(problem: Problem, locale: Locale, instance: string): ProblemDocument {
  const entry: Entry = catalogue[problem.code];
  const [title, next] = entry[locale];
  return {
    type: `/problems/${problem.code}`,
    title: fill(title, problem.values),
    status: problem.status,
    detail: fill(next, problem.values),
    code: problem.code,
    instance,
    ...(problem.fields.length > 0 ? { fields: [...problem.fields] } : {}),
    ...(problem.seats === undefined ? {} : { seats: [...problem.seats] }),
  };
}

function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
