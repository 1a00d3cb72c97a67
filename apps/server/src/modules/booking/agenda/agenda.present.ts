import type { AgendaSession } from '@wengong/contract';
import type { SessionShown } from '../../programme/index.ts';
import type { AgendaCount } from './agenda.store.ts';

/** A session with its counts; a session nobody ever booked has none. */
export const presentAgenda = (session: SessionShown, count: AgendaCount | undefined): AgendaSession => ({
  id: session.sessionId,
  activityId: session.activityId,
  kind: session.kind,
  title: session.title,
  titleEn: session.titleEn,
  spaceName: session.spaceName,
  spaceNameEn: session.spaceNameEn,
  startsAt: session.startsAt.toISOString(),
  endsAt: session.endsAt.toISOString(),
  status: session.status,
  capacity: session.capacity,
  booked: count?.booked ?? 0,
  waitlisted: count?.waitlisted ?? 0,
  admitted: count?.admitted ?? 0,
  walkIns: count?.walk_ins ?? 0,
});
