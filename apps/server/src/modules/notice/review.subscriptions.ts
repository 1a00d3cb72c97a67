import type { Deps } from '../../kernel/deps.ts';
import { type EventType, on, type Subscription } from '../../kernel/outbox.ts';
import {
  contentTakenDown,
  type ReviewFact,
  reasonSentence,
  reportsSettled,
  reviewApproved,
  reviewRejected,
} from '../moderation/index.ts';
import { palacesByIds } from '../network/index.ts';
import type { MessageKind, MessageParams } from './notice.kinds.ts';
import { tell } from './tell.ts';

type Context = Parameters<Subscription<Deps>['handler']>[1];

export const reviewSubscriptions: readonly Subscription<Deps>[] = [
  aboutReview(reviewApproved, () => 'review.approved'),
  aboutReview(reviewRejected, (fact) => (fact.onAppeal ? 'review.appeal-refused' : 'review.rejected')),
  aboutReview(contentTakenDown, () => 'review.taken-down'),
  on(reportsSettled, 'notice.review.reports', async (facts, context: Context) => {
    const messages = facts.flatMap((fact) =>
      fact.reporterIds.map((personId) => ({
        ...fact,
        personId,
        kind: fact.upheld ? ('review.report-upheld' as const) : ('review.report-dismissed' as const),
        link: '/me/messages',
      })),
    );
    await tellAll(context, messages);
  }),
];

/** A message to whoever uploaded it. Entrants are told by their contest, except of appeals. */
function aboutReview(
  event: EventType<ReviewFact>,
  kindOf: (fact: ReviewFact) => MessageKind,
): Subscription<Deps> {
  return on(event, `notice.${event.topic}`, async (facts: readonly ReviewFact[], context: Context) => {
    const messages = facts.flatMap((fact) => {
      if (fact.ownerId === null) return [];
      const kind = kindOf(fact);
      if (fact.kind === 'contest-entry' && kind !== 'review.appeal-refused') return [];
      return [
        {
          ...fact,
          personId: fact.ownerId,
          kind,
          link: `/me/reviews/${fact.itemId}`,
          text: reasonSentence(fact.reasons, fact.note),
          textEn: reasonSentence(fact.reasons, fact.note, 'en'),
        },
      ];
    });
    await tellAll(context, messages);
  });
}

interface ReviewMessage extends Pick<MessageParams, 'text' | 'textEn'> {
  readonly palaceId: string;
  readonly personId: string;
  readonly title: string;
  readonly kind: MessageKind;
  readonly link: string;
}

async function tellAll({ tx, deps }: Context, messages: readonly ReviewMessage[]): Promise<void> {
  const now = deps.clock.now();
  const palaces = await palacesByIds(tx, [...new Set(messages.map((each) => each.palaceId))]);
  await tell(
    tx,
    messages.flatMap(({ palaceId, personId, title, kind, link, text, textEn }) => {
      const palace = palaces.get(palaceId);
      if (palace === undefined) return [];
      const params: MessageParams = {
        subject: title,
        subjectEn: title,
        palace: palace.name,
        palaceEn: palace.name_en || palace.name,
        timeZone: palace.time_zone,
        startsAt: now.toISOString(),
        endsAt: now.toISOString(),
        ...(text === undefined ? {} : { text }),
        ...(textEn === undefined ? {} : { textEn }),
      };
      return [{ person_id: personId, kind, params, link }];
    }),
    now,
  );
}
