import type { ActivityKind, SessionStatus } from '@wengong/contract';
import type { Reader, Tx } from '../../kernel/db.ts';
import { palacesByIds } from '../network/index.ts';
import { spaceNames } from '../venue/index.ts';
import type { SessionKey } from './programme.events.ts';
import { sessionsWithTitles } from './session.store.ts';

/** A session as other modules show it: in a list of bookings, on a ticket, in a message. */
export interface SessionShown {
  readonly palaceId: string;
  readonly sessionId: string;
  readonly activityId: string;
  readonly palaceSlug: string;
  readonly palaceName: string;
  readonly palaceNameEn: string;
  readonly timeZone: string;
  readonly kind: ActivityKind;
  readonly title: string;
  readonly titleEn: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly spaceName: string | null;
  readonly spaceNameEn: string | null;
  readonly status: SessionStatus;
  readonly cancelReason: string | null;
  readonly capacity: number;
}

/** Sessions over several palaces, by session id, in three reads whatever their number. Unknown ones are left out. */
export async function sessionsByIds(
  reader: Reader | Tx,
  keys: readonly SessionKey[],
): Promise<Map<string, SessionShown>> {
  if (keys.length === 0) return new Map();
  const rows = await sessionsWithTitles(reader, keys);
  const palaces = await palacesByIds(
    reader,
    rows.map((row) => row.palace_id),
  );
  const spaces = await spaceNames(
    reader,
    rows.flatMap((row) => (row.space_id ? [{ palaceId: row.palace_id, spaceId: row.space_id }] : [])),
  );
  return new Map(
    rows.map((row) => {
      const palace = palaces.get(row.palace_id);
      const space = row.space_id === null ? undefined : spaces.get(row.space_id);
      const shown: SessionShown = {
        palaceId: row.palace_id,
        sessionId: row.id,
        activityId: row.activity_id,
        palaceSlug: palace?.slug ?? '',
        palaceName: palace?.name ?? '',
        palaceNameEn: palace?.name_en ?? '',
        timeZone: row.time_zone,
        kind: row.kind,
        title: row.title,
        titleEn: row.title_en,
        startsAt: row.starts_at,
        endsAt: row.ends_at,
        spaceName: space?.name ?? null,
        spaceNameEn: space?.nameEn ?? null,
        status: row.status,
        cancelReason: row.cancel_reason,
        capacity: row.capacity,
      };
      return [row.id, shown];
    }),
  );
}
