import { getMyHandover, type TransferObstacle } from '@wengong/contract';
import { Problem, problemDocument } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { sessionForBooking } from '../../../programme/index.ts';
import { bookingOfPerson, companionsOfBookings } from '../../bookings.store.ts';
import { policyVersions } from '../../rules/policy.store.ts';
import { presentSent } from '../invitations.ts';
import { companionsAreInvited, transferObstacleOf, transferUntil } from '../transfer.rules.ts';
import { type Invitation, invitationsOf } from '../transfer.store.ts';
import { transferFacts } from '../transfer-facts.ts';

export const getMyHandoverAction = handle(getMyHandover, async ({ params, actor, reader, deps, now }) => {
  const booking = await bookingOfPerson(reader, actor.personId, params.bookingId);
  if (booking === undefined) throw new Problem('not-found');
  const rules = (await policyVersions(reader, [booking]))(booking);
  const invitations = await invitationsOf(reader, booking);
  const facts = await transferFacts(reader, booking, invitations, now);
  const obstacle = transferObstacleOf(facts, rules, now);
  const session = await sessionForBooking(reader, booking.palace_id, booking.session_id);
  const companions = await companionsOfBookings(reader, [booking]);
  return {
    obstacle,
    message: obstacle && sentence(obstacle, 'zh'),
    messageEn: obstacle && sentence(obstacle, 'en'),
    transferUntil: transferUntil(rules, facts).toISOString(),
    transfersLeft: Math.max(0, rules.transfers_per_month - facts.used),
    companionsInvited: session !== null && companionsAreInvited(rules.companion_rule, session.release),
    invitations: lastOfEach(invitations).map((each) => presentSent(each, booking, deps.keys, now)),
    companions: companions.map(({ ordinal, name }) => ({ ordinal, name })),
  };
});

/** The last invitation for each seat. A transfer that came to nothing is of no more interest. */
function lastOfEach(invitations: readonly Invitation[]): Invitation[] {
  const last = new Map<number, Invitation>();
  for (const each of invitations) if (!last.has(each.ordinal)) last.set(each.ordinal, each);
  return [...last.values()].toSorted((a, b) => a.ordinal - b.ordinal);
}

function sentence(obstacle: TransferObstacle, locale: 'zh' | 'en'): string {
  const { title, detail } = problemDocument(new Problem(obstacle), locale, '');
  return locale === 'zh' ? `${title}：${detail}` : `${title}. ${detail}`;
}
