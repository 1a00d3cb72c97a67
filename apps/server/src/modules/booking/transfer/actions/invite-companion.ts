import { inviteCompanion } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { lockBookingOfPerson } from '../../bookings.store.ts';
import { presentSent } from '../invitations.ts';
import { invited } from '../invite.ts';
import { invitationStatusOf } from '../transfer.rules.ts';
import { endInvitation, insertInvitations, invitationsOf, renameCompanion } from '../transfer.store.ts';

/** Another person, or a named phone, in place of an open invitation: its link stops working, its time stays. */
export const inviteCompanionAction = handle(
  inviteCompanion,
  async ({ params, body, actor, tx, deps, now }) => {
    const booking = await lockBookingOfPerson(tx, actor.personId, params.bookingId);
    if (booking === undefined) throw new Problem('not-found');
    const open = (await invitationsOf(tx, booking)).find(
      (each) => each.ordinal === params.ordinal && invitationStatusOf(each, booking.status, now) === 'open',
    );
    if (open === undefined) throw new Problem('invitation-over');
    const phone = body.phone === undefined ? null : await invited(tx, deps, body.phone, actor.personId);
    await endInvitation(tx, open, { status: 'withdrawn', ended_at: now });
    await renameCompanion(tx, booking, params.ordinal, body.name);
    const [written] = await insertInvitations(tx, [
      {
        ...open,
        id: newId(),
        name: body.name,
        phone_hash: phone?.hash ?? null,
        phone_masked: phone?.masked ?? null,
        created_at: now,
      },
    ]);
    if (written === undefined) throw new Problem('transfer-pending');
    await phone?.tell(written, booking);
    return presentSent(written, booking, deps.keys, now);
  },
);
