import { sql } from 'kysely';
import type { Reader, Tx } from '../../kernel/db.ts';
import { type Outside, spacesClosedWith } from '../venue/index.ts';

/** A time in which a palace, or a space of it, is closed. */
export interface Closing {
  readonly palaceId: string;
  readonly spaceId: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface MetSession {
  readonly id: string;
  readonly activity_id: string;
  readonly space_id: string | null;
  readonly title: string;
  readonly title_en: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
}

/** Published sessions that a closure comes across and that have not begun, by activity and time. */
export async function sessionsClosed(
  reader: Reader | Tx,
  closing: Closing,
  now: Date,
): Promise<MetSession[]> {
  const { palaceId, spaceId } = closing;
  const spaces = spaceId === null ? null : await spacesClosedWith(reader, palaceId, spaceId);
  const { rows } = await sql<MetSession>`
    select s.id, s.activity_id, s.space_id, a.title, a.title_en, s.starts_at, s.ends_at
    from session s join activity a on a.palace_id = s.palace_id and a.id = s.activity_id
    where s.palace_id = ${palaceId} and s.status = 'scheduled' and a.status = 'published'
      and s.starts_at > ${now} and s.starts_at < ${closing.endsAt} and s.ends_at > ${closing.startsAt}
      and (${spaces}::uuid[] is null or s.space_id = any (${spaces}::uuid[]))
    order by s.activity_id, s.starts_at, s.id limit 2000`.execute(reader);
  return rows;
}

/** Sessions that special hours leave outside. One without a room of ours is held wherever its place is open. */
export const sessionOutside = (outside: Outside, session: MetSession): boolean =>
  session.space_id !== null &&
  outside(session.space_id, { startsAt: session.starts_at, endsAt: session.ends_at });
