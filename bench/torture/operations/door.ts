import { codeOf, succeeded } from '../client.ts';
import type { Told } from '../history.ts';
import { deskOf } from '../world.ts';
import type { Operation, Turn } from './operation.ts';

/** Somebody shows a ticket, sometimes at two doors at once; most admissions the desk takes back. */
export const checkIn: Operation = {
  name: 'check-in',
  weight: 8,
  async run(turn) {
    const { world, client, history, random } = turn;
    const shown = await someTicket(turn);
    if (shown === undefined) return;
    const { booking, code } = shown;
    const { cookie } = deskOf(world, booking.palaceId);
    const path = `/palaces/${booking.palaceId}/check-ins`;
    const body = { code, sessionId: booking.sessionId, override: true };
    const scan = () => client.write({ method: 'POST', path, cookie, body });
    const answers = await Promise.all(random.chance(0.3) ? [scan(), scan()] : [scan()]);
    const admissions = answers.flatMap((answer) => {
      const result = String(answer.body.result ?? codeOf(answer));
      if (result === 'admitted') history.done('check-in');
      else history.refused('check-in', result === 'refused' ? String(answer.body.reason) : result);
      return result === 'admitted' ? [String(answer.body.checkInId)] : [];
    });
    for (const admission of admissions) history.admissions.set(admission, false);
    const [admission] = admissions;
    // Whoever is in stays in: undone often, or soon nobody would be left to book anything.
    if (admission === undefined || random.chance(0.1)) return;
    const undo = await client.write({ method: 'POST', path: `${path}/${admission}/undo`, cookie });
    if (!succeeded(undo)) return history.refused('undo', codeOf(undo));
    history.done('undo');
    history.admissions.set(admission, true);
  },
};

/** A ticket that some worker holds, as they read it off their phone. */
export async function someTicket({
  client,
  history,
  random,
}: Turn): Promise<{ booking: Told; code: string } | undefined> {
  const booking = history.liveBooking(random);
  if (booking?.confirmed !== true) return undefined;
  booking.codes ??= await readCodes(client, booking);
  const code = random.pick(booking.codes);
  return code === undefined ? undefined : { booking, code };
}

async function readCodes(client: Turn['client'], { id, worker }: Told): Promise<string[]> {
  const detail = await client.read({ method: 'GET', path: `/me/bookings/${id}`, cookie: worker.cookie });
  return ((detail.body.tickets ?? []) as { code: string }[]).map((ticket) => ticket.code);
}
