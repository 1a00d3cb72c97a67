import { enrolOnBehalf } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { findPersonByPhone, recordAudit, standingOf } from '../../../identity/index.ts';
import { enrolInCourse } from '../enrol-in-course.ts';

/** Enrols as the person would: their membership, categories, limits and other bookings count, not the staff's. */
export const enrolOnBehalfAction = handle(enrolOnBehalf, async ({ params, body, actor, tx, deps, now }) => {
  const found = await findPersonByPhone(tx, deps.keys, body.phone);
  if (found === null) throw new Problem('person-unknown');
  const person = { ...found, ...(await standingOf(tx, found.personId, now)) };
  const joinWaitlist = body.joinWaitlist ?? false;
  const enrolment = await enrolInCourse(tx, deps, { key: params, person, joinWaitlist }, now);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'enrolment.create',
    subject: { type: 'enrolment', id: enrolment.id },
    after: { activityId: params.activityId, personId: found.personId, status: enrolment.status },
    at: now,
  });
  return {
    enrolmentId: enrolment.id,
    displayName: found.displayName,
    waiting: enrolment.status === 'waitlisted',
    sessions: enrolment.sessions,
    priceFen: enrolment.price_fen,
  };
});
