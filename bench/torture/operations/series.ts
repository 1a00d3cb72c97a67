import { type Answer, codeOf, succeeded } from '../client.ts';
import type { Operation, Turn } from './operation.ts';

interface Dates {
  readonly dates: readonly {
    readonly sessionId: string;
    readonly bookingId: string;
    readonly status: string;
  }[];
}

/** Somebody enrols in all sessions of a course, or waits for a place in it. */
export const enrolInCourse: Operation = {
  name: 'enrol-in-course',
  weight: 3,
  async run({ world, client, history, random }) {
    const course = random.pick(world.courses);
    const worker = random.pick(world.workers);
    if (course === undefined || worker === undefined) return;
    const { palaceId, activityId } = course;
    const answer = await client.write({
      method: 'POST',
      path: `/palaces/${palaceId}/activities/${activityId}/enrolments`,
      cookie: worker.cookie,
      body: { joinWaitlist: random.chance(0.4) },
    });
    if (!succeeded(answer)) return history.refused('enrol-in-course', codeOf(answer));
    const { id, status } = answer.body;
    history.done(`enrol-in-course: ${status}`);
    const active = status === 'active';
    history.enrolments.set(String(id), { activityId, worker, active, cancelled: false });
    history.courses.add(String(id));
    for (const { sessionId, bookingId, status: state } of (answer.body as unknown as Dates).dates) {
      history.told(bookingId, { palaceId, sessionId }, worker, 1, state);
    }
  },
};

/** Somebody leaves a course, all its dates at once. */
export const leaveCourse: Operation = {
  name: 'leave-course',
  weight: 2.5,
  async run({ client, history, random }) {
    const id = history.courses.pick(random);
    const enrolment = id === undefined ? undefined : history.enrolments.get(id);
    if (id === undefined || enrolment === undefined) return;
    const { cookie } = enrolment.worker;
    const answer = await client.write({ method: 'POST', path: `/me/enrolments/${id}/cancel`, cookie });
    history.courses.delete(id);
    if (!succeeded(answer)) return history.refused('leave-course', codeOf(answer));
    history.done('leave-course');
    enrolment.cancelled = true;
    noteGivenUp(history, answer);
  },
};

function noteGivenUp(history: Turn['history'], answer: Answer): void {
  for (const { bookingId, status } of (answer.body as unknown as Dates).dates) {
    const booking = history.bookings.get(bookingId);
    if (booking !== undefined && status.startsWith('cancelled_')) history.over(booking, 'cancelled');
  }
}
