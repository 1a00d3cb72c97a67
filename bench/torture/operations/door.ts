import { codeOf, succeeded } from '../client.ts';
import type { Operation, Turn } from './operation.ts';

/** Somebody shows a ticket, sometimes at two doors at once; now and then the desk takes the admission back. */
export const checkIn: Operation = {
  name: 'check-in',
  weight: 10,
  async run(turn) {
    const { client, history, random } = turn;
    const shown = await someTicket(turn);
    if (shown === undefined) return;
    const { place, code } = shown;
    const scan = () =>
      client.write({
        method: 'POST',
        path: `/palaces/${place.palaceId}/check-ins`,
        cookie: place.desk.cookie,
        body: { code, sessionId: place.sessionId, override: true },
      });
    const answers = await Promise.all(random.chance(0.4) ? [scan(), scan()] : [scan()]);
    const admissions = answers.flatMap((answer) => {
      const result = String(answer.body.result ?? codeOf(answer));
      history.count('check-in', result === 'refused' ? String(answer.body.reason) : result);
      return result === 'admitted' ? [String(answer.body.checkInId)] : [];
    });
    for (const admission of admissions) history.admissions.add(admission);
    const [admission] = admissions;
    if (admission === undefined || random.chance(0.5)) return;
    const undo = await client.write({
      method: 'POST',
      path: `/palaces/${place.palaceId}/check-ins/${admission}/undo`,
      cookie: place.desk.cookie,
    });
    history.count('undo', succeeded(undo) ? 'done' : codeOf(undo));
    if (succeeded(undo)) history.undone.add(admission);
  },
};

/** The code of a ticket that some worker holds, as they read it off their phone. */
export async function someTicket({ world, client, random }: Turn) {
  const { cookie } = random.pick(world.workers) ?? { cookie: '' };
  const list = await client.read({ method: 'GET', path: '/me/bookings?limit=50', cookie });
  const items = (list.body.items ?? []) as { id: string; sessionId: string; status: string }[];
  const live = random.pick(items.filter((each) => ['confirmed', 'checked_in'].includes(each.status)));
  const place = world.places.find((each) => each.sessionId === live?.sessionId);
  if (live === undefined || place === undefined) return undefined;
  const detail = await client.read({ method: 'GET', path: `/me/bookings/${live.id}`, cookie });
  const ticket = random.pick((detail.body.tickets ?? []) as { code: string }[]);
  return ticket === undefined ? undefined : { place, code: ticket.code };
}
