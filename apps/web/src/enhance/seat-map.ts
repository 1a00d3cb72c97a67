import { SeatMap } from '#lib/features/seating/seat-map.ts';

/** Lets seats be chosen on a map instead of from lists. */
for (const root of document.querySelectorAll<HTMLElement>('[data-seat-map]')) new SeatMap(root);
