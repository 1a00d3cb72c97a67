import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { on, type Subscription } from '../../../kernel/outbox.ts';
import { sessionPublished } from '../../programme/index.ts';
import { followSeries } from './follow-series.ts';
import { promoteQueue } from './promote.ts';
import { seriesSeatsFreed } from './series.events.ts';

type Context = { readonly tx: Tx; readonly deps: Deps };

export const seriesSubscriptions: readonly Subscription<Deps>[] = [
  on(sessionPublished, 'booking.follow-series', (keys, { tx, deps }: Context) =>
    followSeries(tx, deps, keys),
  ),
  on(seriesSeatsFreed, 'booking.promote-enrolments', async (keys, { tx, deps }: Context) => {
    const courses = new Map(keys.map((key) => [key.activityId, key]));
    for (const key of courses.values()) await promoteQueue(tx, deps, key);
  }),
];
