import type { ClosureEffects } from '@wengong/contract';
import type { Reader } from '../../../kernel/db.ts';
import { type Closing, sessionOutside, sessionsClosed } from '../../programme/index.ts';
import { type Outside, spaceNames } from '../../venue/index.ts';
import { agendaCounts } from '../agenda/agenda.store.ts';
import { slotsClosed } from './closures.store.ts';

/** Slots listed by name; the rest is counted. */
const LISTED = 12;

/** What is planned in a time, or of that what special hours leave `outside`. */
export async function closingEffects(
  reader: Reader,
  closing: Closing,
  now: Date,
  outside?: Outside,
): Promise<ClosureEffects> {
  const { palaceId } = closing;
  const slots = await slotsClosed(reader, closing, now, outside);
  const first = slots.toSorted((a, b) => a.starts_at.getTime() - b.starts_at.getTime()).slice(0, LISTED);
  const names = await spaceNames(
    reader,
    first.map((slot) => ({ palaceId, spaceId: slot.space_id })),
  );
  const met = await sessionsClosed(reader, closing, now);
  const sessions = outside ? met.filter((session) => sessionOutside(outside, session)) : met;
  const counts = await agendaCounts(
    reader,
    palaceId,
    sessions.map((session) => ({ sessionId: session.id, since: null })),
  );
  return {
    spaceBookings: slots.length,
    spaces: first.map((slot) => ({
      id: slot.id,
      name: names.get(slot.space_id)?.name ?? '',
      nameEn: names.get(slot.space_id)?.nameEn ?? '',
      startsAt: slot.starts_at.toISOString(),
      endsAt: slot.ends_at.toISOString(),
    })),
    sessions: sessions
      .toSorted((a, b) => a.starts_at.getTime() - b.starts_at.getTime())
      .map((session) => ({
        id: session.id,
        title: session.title,
        titleEn: session.title_en,
        startsAt: session.starts_at.toISOString(),
        endsAt: session.ends_at.toISOString(),
        booked: counts.get(session.id)?.booked ?? 0,
      })),
  };
}
