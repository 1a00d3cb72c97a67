import { type DemoCalendar, later, MINUTE } from './calendar.ts';
import type { Worker } from './people.ts';
import type { Session } from './programme.ts';
import type { Rows } from './rows.ts';
import { Seed } from './seed.ts';

/** When a waiting room opens: two minutes before the demonstration was loaded, or at a full minute soon after it. */
export function opensAt(calendar: DemoCalendar, opens: 'now' | 'soon'): Date {
  if (opens === 'now') return later(calendar.now, -2 * MINUTE);
  return new Date(Math.ceil(calendar.now.getTime() / MINUTE + 10) * MINUTE);
}

/** Writes the waiting rooms of the programme with the people in them; nobody has been called yet. */
export function addQueues(
  rows: Rows,
  calendar: DemoCalendar,
  sessions: readonly Session[],
  workers: readonly Worker[],
): void {
  for (const session of sessions) {
    const { queue } = session.activity;
    if (queue === undefined || !session.published) continue;
    const seed = new Seed(`queue ${session.id}`);
    const waiting = seed.shuffled(workers).slice(0, queue.waiting);
    const open = session.opensAt <= calendar.now;
    const key = { palace_id: session.palace.id, session_id: session.id };
    rows.add('waiting_room', {
      ...key,
      joined: waiting.length,
      opened_at: open ? session.opensAt : null,
      early: open ? waiting.length : null,
      seed: open ? seed.id(session.opensAt).replaceAll('-', '') : null,
      called: 0,
      ends_at: session.endsAt,
    });
    const came = waiting
      .map(() => later(open ? session.opensAt : calendar.now, -seed.between(5, 18 * 60) * 1000))
      .toSorted((a, b) => a.getTime() - b.getTime());
    for (const [index, worker] of waiting.entries()) {
      rows.add('waiting_room_place', {
        ...key,
        person_id: worker.id,
        number: index + 1,
        taken_at: came[index],
      });
    }
  }
}
