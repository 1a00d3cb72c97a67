import type { Deps } from '../../kernel/deps.ts';
import { on, type Subscription } from '../../kernel/outbox.ts';
import { personArrived } from '../identity/index.ts';
import { assetReady } from '../media/index.ts';
import { askForFinalReview, readyForReview } from '../moderation/index.ts';
import { contestEntryPlaced } from './contest.events.ts';
import { entriesWaitingFor } from './entries/entries.store.ts';
import { tellNewcomer } from './nominations/my-nominations.ts';

type Context = Parameters<Subscription<Deps>['handler']>[1];

export const contestSubscriptions: readonly Subscription<Deps>[] = [
  on(assetReady, 'contest.entry-ready', async (facts, { tx, deps }: Context) => {
    const waiting = await entriesWaitingFor(
      tx,
      facts.map((fact) => fact.videoId),
    );
    for (const entry of waiting) {
      await readyForReview(tx, deps, {
        palaceId: entry.palace_id,
        kind: 'contest-entry',
        subjectId: entry.id,
      });
    }
  }),
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
