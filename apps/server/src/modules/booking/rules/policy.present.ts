import type { BookingPolicy } from '@wengong/contract';
import type { PolicyRow } from '../booking.tables.ts';

export const presentPolicy = (row: PolicyRow): BookingPolicy => ({
  version: row.version,
  cancelUntilMinutes: row.cancel_until_minutes,
  checkInOpensMinutes: row.check_in_opens_minutes,
  checkInClosesMinutes: row.check_in_closes_minutes,
  offerMinutes: row.offer_minutes,
  maxActivePerPerson: row.max_active_per_person,
  credit: row.credit,
  transfersPerMonth: row.transfers_per_month,
  transferUntilMinutes: row.transfer_until_minutes,
  companionRule: row.companion_rule,
  teamSeats: row.team_seats,
  teamReturnHours: row.team_return_hours,
  createdAt: row.created_at.toISOString(),
});
