import { getSeriesRoster } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { peopleOf } from '../../../identity/index.ts';
import { sessionsOfSeries } from '../../../programme/index.ts';
import { lastOfEachSession } from '../enrolment-views.ts';
import { bookingsOfEnrolments, enrolmentsOf } from '../series.store.ts';

const MOST = 1000;
const there = ['checked_in', 'completed'];
const expected = ['confirmed', 'checked_in', 'completed', 'no_show', 'excused'];

export const getSeriesRosterAction = handle(getSeriesRoster, async ({ params, reader, deps }) => {
  const sessions = await sessionsOfSeries(reader, params.palaceId, params.activityId);
  const [any] = sessions;
  if (any === undefined) throw new Problem('not-found');
  if (!any.activity.series) throw new Problem('not-a-series');
  const enrolments = await enrolmentsOf(
    reader,
    params,
    ['active', 'completed', 'cancelled', 'waitlisted'],
    MOST,
  );
  const bookings = await bookingsOfEnrolments(reader, enrolments);
  const byEnrolment = Map.groupBy(bookings, (each) => each.enrolment_id);
  const people = await peopleOf(
    reader,
    deps.keys,
    enrolments.map((each) => each.person_id),
  );
  const cells = enrolments.map((enrolment) => {
    const last = lastOfEachSession(byEnrolment.get(enrolment.id) ?? []);
    const found = new Map(last.map((booking) => [booking.session_id, booking.status]));
    return sessions.map((session) => found.get(session.sessionId) ?? null);
  });
  const count = (index: number, states: readonly string[]) =>
    cells.filter((row) => states.includes(row[index] ?? '')).length;
  return {
    title: any.activity.title,
    titleEn: any.activity.titleEn,
    timeZone: any.timeZone,
    sessions: sessions.map((session, index) => ({
      id: session.sessionId,
      startsAt: session.startsAt.toISOString(),
      cancelled: session.status === 'cancelled',
      attended: count(index, there),
      booked: count(index, expected),
    })),
    people: enrolments.map((enrolment, index) => ({
      enrolmentId: enrolment.id,
      displayName: people.get(enrolment.person_id)?.displayName ?? '',
      phoneMasked: people.get(enrolment.person_id)?.phoneMasked ?? null,
      status: enrolment.status,
      priceFen: enrolment.price_fen,
      attendance: cells[index] ?? [],
    })),
  };
});
