import type { Deps } from '../../kernel/deps.ts';
import { on, type Subscription } from '../../kernel/outbox.ts';
import {
  contestAppealDecided,
  contestEntryDecided,
  contestEntryPlaced,
  contestNominated,
  contestVotesVoided,
} from '../contest/index.ts';
import { palacesByIds } from '../network/index.ts';
import type { MessageKind, MessageParams } from './notice.kinds.ts';
import type { NewMessage } from './notice.store.ts';
import { tell } from './tell.ts';

interface EntryFact {
  readonly palaceId: string;
  readonly personId: string;
  readonly title: string;
  readonly contestTitle: string;
}

const decided = {
  approve: 'contest.entry-approved',
  reject: 'contest.entry-rejected',
  take_down: 'contest.entry-taken-down',
} as const;

type Context = Parameters<Subscription<Deps>['handler']>[1];

export const contestSubscriptions: readonly Subscription<Deps>[] = [
  on(contestEntryDecided, 'notice.contest.entry-decided', (facts, context: Context) =>
    tellEntrants(context, facts, (fact) => ({ kind: decided[fact.decision], reason: fact.note })),
  ),
  on(contestEntryPlaced, 'notice.contest.entry-placed', (facts, context: Context) =>
    tellEntrants(context, facts, (fact) => ({
      kind:
        fact.prize !== null
          ? 'contest.entry-prize'
          : fact.advanced && !fact.last
            ? 'contest.entry-advanced'
            : 'contest.entry-out',
      name: fact.roundName,
      position: fact.rank,
      ...(fact.prize === null ? {} : { text: fact.prize, textEn: fact.prizeEn || fact.prize }),
    })),
  ),
  on(contestVotesVoided, 'notice.contest.votes-voided', (facts, context: Context) =>
    tellEntrants(
      context,
      facts,
      (fact) => ({ kind: 'contest.votes-voided', reason: fact.reason }),
      votesPage,
    ),
  ),
  on(contestAppealDecided, 'notice.contest.appeal-decided', (facts, context: Context) =>
    tellEntrants(
      context,
      facts,
      (fact) => ({
        kind: fact.upheld ? 'contest.appeal-upheld' : 'contest.appeal-dismissed',
        reason: fact.answer,
      }),
      votesPage,
    ),
  ),
  on(contestNominated, 'notice.contest.nominated', (facts, context: Context) =>
    tellEntrants(context, facts, (fact) => ({
      kind: 'contest.nominated',
      union: fact.unionName,
      unionEn: fact.unionName,
    })),
  ),
];

/** Where a person sees their votes in a contest. */
const votesPage = (fact: { readonly palaceId: string; readonly contestId: string }): string =>
  `/me/contest/votes/${fact.palaceId}/${fact.contestId}`;

async function tellEntrants<Fact extends EntryFact>(
  { tx, deps }: Context,
  facts: readonly Fact[],
  details: (fact: Fact) => { readonly kind: MessageKind } & Partial<MessageParams>,
  linkOf: (fact: Fact) => string = () => '/me/contest',
): Promise<void> {
  const palaces = await palacesByIds(
    tx,
    facts.map((fact) => fact.palaceId),
  );
  const now = deps.clock.now();
  const messages = facts.flatMap((fact): NewMessage[] => {
    const palace = palaces.get(fact.palaceId);
    if (palace === undefined) return [];
    const { kind, ...more } = details(fact);
    const params = {
      subject: fact.title,
      subjectEn: fact.title,
      palace: palace.name,
      palaceEn: palace.name_en || palace.name,
      timeZone: palace.time_zone,
      startsAt: now.toISOString(),
      endsAt: now.toISOString(),
      label: fact.contestTitle,
      ...more,
    };
    return [{ person_id: fact.personId, kind, params, link: linkOf(fact) }];
  });
  await tell(tx, messages, now);
}
