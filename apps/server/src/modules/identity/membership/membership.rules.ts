import { localDay } from '../../../kernel/zone.ts';

/** The calendar day in China at `now`: a membership is valid to the end of its last day there. */
export const today = (now: Date): string => localDay(now, 'Asia/Shanghai');
