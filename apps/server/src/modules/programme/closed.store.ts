import { sql } from 'kysely';
import type { Reader, Tx } from '../../kernel/db.ts';
import { spacesClosedWith } from '../venue/index.ts';

/** A time in which a palace, or a space of it, is closed. */
export interface Closing {
  readonly palaceId: string;
  readonly spaceId: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

interface Met {
  readonly id: string;
  readonly activity_id: string;
  readonly title: string;
  readonly title_en: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
}

/** Published sessions that a closure comes across and that have not begun, by activity and time. */
export async function sessionsClosed(reader: Reader | Tx, closing: Closing, now: Date): Promise<Met[]> {
  const { palaceId, spaceId } = closing;
  const spaces = spaceId === null ? null : await spacesClosedWith(reader, palaceId, spaceId);
  const { rows } = await sql<Met>`
    select s.id, s.activity_id, a.title, a.title_en, s.starts_at, s.ends_at
    from session s join activity a on a.palace_id = s.palace_id and a.id = s.activity_id
    where s.palace_id = ${palaceId} and s.status = 'scheduled' and a.status = 'published'
      and s.starts_at > ${now} and s.starts_at < ${closing.endsAt} and s.ends_at > ${closing.startsAt}
      and (${spaces}::uuid[] is null or s.space_id = any (${spaces}::uuid[]))
    order by s.activity_id, s.starts_at, s.id limit 2000`.execute(reader);
  return rows;
}
