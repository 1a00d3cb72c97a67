import { decideContestEntry, enterContest } from '@wengong/contract';
import type { TestApp } from '../../testkit/app.ts';
import { createWorker, type TestPerson } from '../../testkit/person.ts';
import { createPublicVideo } from '../media/media.factory.ts';
import { type ContestDesk, keyOf } from './contest.factory.ts';

interface Filmed {
  readonly entryId: string;
  readonly videoId: string;
  readonly entrant: TestPerson;
}

/** An approved entry with a recording. */
export async function enterFilmed(
  target: TestApp,
  desk: ContestDesk,
  { title = '车间的早晨', entrantName = '早班合唱队' } = {},
): Promise<Filmed> {
  const entrant = await createWorker(target);
  const { personId } = entrant;
  const videoId = await createPublicVideo(target, personId, desk.palaceId, { purpose: 'clip' });
  const entry = await target.call(enterContest, {
    params: keyOf(desk),
    body: {
      category: 'song',
      entrantKind: 'person',
      entrantName,
      title,
      assetId: videoId,
    },
    as: entrant,
  });
  const params = { ...keyOf(desk), entryId: entry.id };
  await target.call(decideContestEntry, { params, body: { decision: 'approve' }, as: desk.reviewer });
  return { entryId: entry.id, videoId, entrant };
}
