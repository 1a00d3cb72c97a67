import { savepoint, type Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { standingsOf } from '../../identity/index.ts';
import { sessionsOfSeries } from '../../programme/index.ts';
import { obstacleOfSeries } from './course.ts';
import { enrolPerson } from './enrol-person.ts';
import { awaitedCourses, lockFinishedEnrolments, lockQueue, uncount } from './queue.store.ts';
import { courseOf } from './series.rules.ts';
import { type ActivityKey, endEnrolment } from './series.store.ts';

/** Waiting enrolments looked at in one transaction. */
const BATCH = 50;
const COURSES = 200;
const FINISHED = 500;

/**
 * Enrols who waits for a course, in their order, until a session has no seat; who cannot now (something else at the
 * same time) keeps their place. A course with nothing ahead lets them go.
 */
export async function promoteQueue(tx: Tx, deps: Deps, key: ActivityKey): Promise<void> {
  const now = deps.clock.now();
  const queue = await lockQueue(tx, key, BATCH);
  if (queue.length === 0) return;
  const { whole, ahead } = courseOf(await sessionsOfSeries(tx, key.palaceId, key.activityId), now);
  const standings = await standingsOf(
    tx,
    queue.map((each) => each.person_id),
    now,
  );
  for (const waiting of queue) {
    if (ahead.length === 0) {
      await endEnrolment(tx, waiting, 'lapsed', now);
      continue;
    }
    const standing = standings.get(waiting.person_id);
    if (standing === undefined || obstacleOfSeries(ahead, whole, standing, now) !== null) continue;
    const person = { ...standing, personId: waiting.person_id };
    try {
      await savepoint(tx, () =>
        enrolPerson(tx, deps, { ...key, waiting, person, ahead, whole: whole.length }, now),
      );
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'capacity-exhausted') return;
    }
  }
}

/** Looks at every queue: seats come free in more ways than a course is told of. */
export async function promoteQueues(deps: Deps): Promise<void> {
  for (const key of await awaitedCourses(deps.db.reader, COURSES)) {
    await deps.db.transact((tx) => promoteQueue(tx, deps, key));
  }
}

/** Ends enrolments of which no date is ahead any more: they count against nobody's limit then. */
export async function finishEnrolments(deps: Deps): Promise<void> {
  await deps.db.transact(async (tx) => {
    for (const enrolment of await lockFinishedEnrolments(tx, FINISHED)) {
      await endEnrolment(tx, enrolment, 'completed', deps.clock.now());
      await uncount(tx, enrolment);
    }
  });
}
