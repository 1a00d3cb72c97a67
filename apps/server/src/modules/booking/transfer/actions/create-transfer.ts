import { createTransfer } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { deadlineOf } from '../../booking.rules.ts';
import { lockBookingOfPerson } from '../../bookings.store.ts';
import { policyVersions } from '../../rules/policy.store.ts';
import { presentSent } from '../invitations.ts';
import { invited } from '../invite.ts';
import { acceptUntil, transferObstacleOf, transferUntil } from '../transfer.rules.ts';
import { endStale, insertInvitations, invitationsOf } from '../transfer.store.ts';
import { transferFacts } from '../transfer-facts.ts';

/** The answer tells nothing about the number: whether it has an account, or whose it is. */
export const createTransferAction = handle(createTransfer, async ({ params, body, actor, tx, deps, now }) => {
  const booking = await lockBookingOfPerson(tx, actor.personId, params.bookingId);
  if (booking === undefined) throw new Problem('not-found');
  await endStale(tx, booking, now);
  const rules = (await policyVersions(tx, [booking]))(booking);
  const facts = await transferFacts(tx, booking, await invitationsOf(tx, booking), now);
  const obstacle = transferObstacleOf(facts, rules, now);
  if (obstacle !== null) throw new Problem(obstacle);
  const phone = await invited(tx, deps, body.phone, actor.personId);
  const latest = new Date(Math.min(transferUntil(rules, facts).getTime(), deadlineOf(facts).getTime()));
  const [written] = await insertInvitations(tx, [
    {
      palace_id: booking.palace_id,
      id: newId(),
      kind: 'transfer',
      booking_id: booking.id,
      session_id: booking.session_id,
      ordinal: 0,
      inviter_id: actor.personId,
      name: body.name,
      phone_hash: phone.hash,
      phone_masked: phone.masked,
      status: 'open',
      created_at: now,
      expires_at: acceptUntil(now, latest),
      ended_at: null,
      accepted_by: null,
      taken_booking_id: null,
    },
  ]);
  if (written === undefined) throw new Problem('transfer-pending');
  await phone.tell(written, booking);
  return presentSent(written, booking, deps.keys, now);
});
