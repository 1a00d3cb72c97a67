import type { Deps } from '../../kernel/deps.ts';
import { on, type Subscription } from '../../kernel/outbox.ts';
import { personArrived } from '../identity/index.ts';
import { assetPublished, assetReady, assetRemoved, assetTakenDown, type VideoFact } from '../media/index.ts';
import { askForFinalReview, readyForReview } from '../moderation/index.ts';
import { contestEntryPlaced } from './contest.events.ts';
import { entriesWithClips } from './entries/entries.store.ts';
import { followClips } from './entries/follow-clips.ts';
import { tellNewcomer } from './nominations/my-nominations.ts';

type Context = Parameters<Subscription<Deps>['handler']>[1];

const follow = (facts: readonly VideoFact[], { tx, deps }: Context) =>
  followClips(
    tx,
    facts.map((fact) => fact.videoId),
    deps.clock.now(),
  );

export const contestSubscriptions: readonly Subscription<Deps>[] = [
  on(assetReady, 'contest.entry-ready', async (facts, { tx, deps }: Context) => {
    const waiting = await entriesWithClips(
      tx,
      facts.map((fact) => fact.videoId),
      'waiting',
    );
    for (const entry of waiting) {
      await readyForReview(tx, deps, {
        palaceId: entry.palace_id,
        kind: 'contest-entry',
        subjectId: entry.id,
      });
    }
  }),
  on(assetTakenDown, 'contest.clip-down', follow),
  on(assetRemoved, 'contest.clip-gone', follow),
  on(assetPublished, 'contest.clip-shown', follow),
  // Whoever may win a prize is looked at by two people.
  on(contestEntryPlaced, 'contest.final-review', async (facts, { tx, deps }: Context) => {
    for (const { palaceId, entryId } of facts.filter((fact) => fact.toFinal)) {
      await askForFinalReview(tx, deps, { palaceId, kind: 'contest-entry', subjectId: entryId });
    }
  }),
  on(personArrived, 'contest.tell-nominee', async (people, { tx, deps }: Context) => {
    for (const { personId } of people) await tellNewcomer(tx, deps, personId);
  }),
];
