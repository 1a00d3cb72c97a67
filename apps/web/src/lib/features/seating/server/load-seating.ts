import { getSeating, getSeatsTaken } from '@wengong/contract';
import type { Seating } from '../seat-form.ts';

/** The map of a session with numbered seats, what is taken of it now, and where to ask again. */
export async function loadSeating(
  api: App.Locals['api'],
  palaceId: string,
  sessionId: string,
): Promise<Seating> {
  const params = { palaceId, sessionId };
  const [{ plan }, { taken }] = await Promise.all([
    api.load(getSeating, { params }),
    api.load(getSeatsTaken, { params }),
  ]);
  return { plan, taken, url: `/api/v1/palaces/${palaceId}/sessions/${sessionId}/seating/taken` };
}
