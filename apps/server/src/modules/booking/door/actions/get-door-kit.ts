import { getDoorKit } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { findPalace } from '../../../network/index.ts';
import { checkInWindow } from '../../booking.rules.ts';
import { policyInForce } from '../../rules/policy.store.ts';
import { ticketKeys } from '../../tickets/ticket-keys.ts';
import { codeSalt, sessionsOfDoor } from '../door-kit.ts';
import { CODE_ROUNDS } from '../sealed-name.ts';

/** No attendee is named, counted or hinted at here. */
export const getDoorKitAction = handle(getDoorKit, async ({ device, reader, deps, now }) => {
  const { palaceId } = device;
  const [palace, sessions, policy] = await Promise.all([
    findPalace(reader, palaceId),
    sessionsOfDoor(reader, palaceId, now),
    policyInForce(reader, palaceId, now),
  ]);
  if (palace === undefined) throw new Problem('not-found');
  return {
    device: { id: device.deviceId, name: device.name },
    palace: {
      id: palace.id,
      slug: palace.slug,
      name: palace.name,
      nameEn: palace.name_en,
      timeZone: palace.time_zone,
    },
    keys: ticketKeys(deps.keys),
    codeHash: { rounds: CODE_ROUNDS, salt: codeSalt(deps.keys, palaceId).toString('base64url') },
    sessions: sessions.map((session) => {
      const window = checkInWindow(policy, session);
      return {
        id: session.sessionId,
        title: session.title,
        titleEn: session.titleEn,
        kind: session.kind,
        spaceName: session.spaceName,
        spaceNameEn: session.spaceNameEn,
        startsAt: session.startsAt.toISOString(),
        endsAt: session.endsAt.toISOString(),
        cancelled: session.status === 'cancelled',
        capacity: session.capacity,
        checkInOpensAt: window.opensAt.toISOString(),
        checkInClosesAt: window.closesAt.toISOString(),
      };
    }),
  };
});
