import type { SeatMap } from '@wengong/contract';
import type { SeatMapRow } from '../venue.tables.ts';

export const presentSeatMap = (row: SeatMapRow): SeatMap => ({
  id: row.id,
  spaceId: row.space_id,
  version: row.version,
  plan: row.plan,
  seats: row.seats,
  wheelchairPlaces: row.wheelchair_places,
  createdAt: row.created_at.toISOString(),
});
