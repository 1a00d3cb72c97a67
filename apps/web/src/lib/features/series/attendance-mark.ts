import type { BookingStatus } from '@wengong/contract';

export type Mark = 'dotDone' | 'dotMissed' | 'dotAhead' | 'dotSkipped' | 'dotOff';

/** What a booking's state says about attending its session. */
export function markOf(status: BookingStatus): Mark {
  if (status === 'checked_in' || status === 'completed') return 'dotDone';
  if (status === 'no_show') return 'dotMissed';
  if (status === 'cancelled_by_host') return 'dotOff';
  return status === 'confirmed' ? 'dotAhead' : 'dotSkipped';
}

export const signs: Readonly<Record<Mark, string>> = {
  dotDone: '✓',
  dotMissed: '✗',
  dotAhead: '○',
  dotSkipped: '—',
  dotOff: '—',
};
