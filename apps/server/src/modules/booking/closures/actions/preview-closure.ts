import { previewClosure } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { sessionsClosed } from '../../../programme/index.ts';
import { spaceNames } from '../../../venue/index.ts';
import { agendaCounts } from '../../agenda/agenda.store.ts';
import { slotsClosed } from '../closures.store.ts';

/** Slots listed by name; the rest is counted. */
const LISTED = 12;

export const previewClosureAction = handle(previewClosure, async ({ params, query, reader, now }) => {
  const { palaceId } = params;
  const closing = {
    palaceId,
    spaceId: query.spaceId ?? null,
    startsAt: new Date(query.startsAt),
    endsAt: new Date(query.endsAt),
  };
  const slots = await slotsClosed(reader, closing, now);
  const first = slots.toSorted((a, b) => a.starts_at.getTime() - b.starts_at.getTime()).slice(0, LISTED);
  const names = await spaceNames(
    reader,
    first.map((slot) => ({ palaceId, spaceId: slot.space_id })),
  );
  const sessions = await sessionsClosed(reader, closing, now);
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
});
