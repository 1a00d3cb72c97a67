import type { Deps } from '../../kernel/deps.ts';
import { type EventType, on, type Subscription } from '../../kernel/outbox.ts';
import { passExpiring, passExtended, passIssued, passVoided } from '../booking/index.ts';
import { palacesByIds } from '../network/index.ts';
import type { MessageKind, MessageParams } from './notice.kinds.ts';
import type { NewMessage } from './notice.store.ts';
import { tell } from './tell.ts';

interface PassFact {
  readonly palaceId: string;
  readonly passId: string;
  readonly personId: string;
  readonly name: string;
  readonly nameEn: string;
  readonly left: number | null;
  readonly validFrom: string;
  readonly validUntil: string;
}

export const passSubscriptions: readonly Subscription<Deps>[] = [
  aboutPass(passIssued, 'pass.issued'),
  aboutPass(passExpiring, 'pass.expiring'),
  aboutPass(passExtended, 'pass.extended', ({ reason }) => ({ reason })),
  aboutPass(passVoided, 'pass.voided', ({ reason, refundedFen }) => ({ reason, amountFen: refundedFen })),
];

/** A message to whoever has the pass; it begins and ends with the pass. */
function aboutPass<Fact extends PassFact>(
  event: EventType<Fact>,
  kind: MessageKind,
  details: (fact: Fact) => Partial<MessageParams> = () => ({}),
): Subscription<Deps> {
  return on(event, `notice.${kind}`, async (facts: readonly Fact[], { tx, deps }) => {
    const palaces = await palacesByIds(
      tx,
      facts.map((fact) => fact.palaceId),
    );
    const messages = facts.flatMap((fact): NewMessage[] => {
      const palace = palaces.get(fact.palaceId);
      if (palace === undefined) return [];
      const params = {
        subject: fact.name,
        subjectEn: fact.nameEn || fact.name,
        palace: palace.name,
        palaceEn: palace.name_en || palace.name,
        timeZone: palace.time_zone,
        startsAt: fact.validFrom,
        endsAt: fact.validUntil,
        left: fact.left,
        ...details(fact),
      };
      return [{ person_id: fact.personId, kind, params, link: `/me/passes/${fact.passId}` }];
    });
    await tell(tx, messages, deps.clock.now());
  });
}
