import type { Deps } from '../../kernel/deps.ts';
import { type EventType, on, type Subscription } from '../../kernel/outbox.ts';
import { assetFailed, assetReady, type VideoFact } from '../media/index.ts';
import { palacesByIds } from '../network/index.ts';
import type { MessageKind } from './notice.kinds.ts';
import type { NewMessage } from './notice.store.ts';
import { tell } from './tell.ts';

export const videoSubscriptions: readonly Subscription<Deps>[] = [
  aboutVideo(assetReady, 'video.ready'),
  aboutVideo(assetFailed, 'video.failed'),
];

/** A message to whoever uploaded the video. */
function aboutVideo<Fact extends VideoFact>(event: EventType<Fact>, kind: MessageKind): Subscription<Deps> {
  return on(event, `notice.${kind}`, async (facts: readonly Fact[], { tx, deps }) => {
    const now = deps.clock.now();
    const palaces = await palacesByIds(
      tx,
      facts.map((fact) => fact.palaceId),
    );
    const messages = facts.flatMap((fact): NewMessage[] => {
      const palace = palaces.get(fact.palaceId);
      if (palace === undefined) return [];
      const params = {
        subject: fact.title,
        subjectEn: fact.title,
        palace: palace.name,
        palaceEn: palace.name_en || palace.name,
        timeZone: palace.time_zone,
        startsAt: now.toISOString(),
        endsAt: now.toISOString(),
      };
      return [{ person_id: fact.ownerId, kind, params, link: `/me/videos/${fact.videoId}` }];
    });
    await tell(tx, messages, now);
  });
}
