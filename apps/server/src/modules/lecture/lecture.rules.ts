import { plusDays } from '../../kernel/zone.ts';

/** A lecture held longer ago than this is history, not news, days. */
const NEWS_DAYS = 60;

/** Whether those who asked for new lectures want to hear of one that is published today. */
export const isNews = (heldOn: string, today: string): boolean => heldOn >= plusDays(today, -NEWS_DAYS);
