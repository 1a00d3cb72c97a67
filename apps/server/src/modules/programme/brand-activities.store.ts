import { sql } from 'kysely';
import { type Reader, tablesOf } from '../../kernel/db.ts';
import type { ProgrammeTables } from './programme.tables.ts';

const db = tablesOf<ProgrammeTables>();

/** Activities that carry a brand, in every state, last changed first, with when their next session begins. */
export const staffActivitiesOfBrand = (reader: Reader, palaceId: string, brandId: string, now: Date) =>
  db
    .read(reader)
    .selectFrom('activity')
    .select(['id', 'kind', 'title', 'title_en', 'status'])
    .select(
      sql<Date | null>`(select min(s.starts_at) from session s where s.palace_id = activity.palace_id
        and s.activity_id = activity.id and s.status = 'scheduled' and s.starts_at > ${now})`.as(
        'next_starts_at',
      ),
    )
    .where('palace_id', '=', palaceId)
    .where('brand_id', '=', brandId)
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
