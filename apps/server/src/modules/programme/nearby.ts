import type { Reader } from '../../kernel/db.ts';
import { distanceKm, placedPalaces } from '../network/index.ts';

/** A palace farther than this is not near, unless it is the nearest there is. */
const NEAR_KM = 50;
const MOST = 20;

/** Distances in km, to 100 m, of the palaces near a place by palace id, nearest first. */
export async function palacesNear(
  reader: Reader,
  here: { latitude: number; longitude: number },
): Promise<Map<string, number>> {
  const palaces = await placedPalaces(reader);
  const byDistance = palaces
    .flatMap(({ id, latitude, longitude }) =>
      latitude === null || longitude === null
        ? []
        : [{ id, km: Math.round(distanceKm(here, { latitude, longitude }) * 10) / 10 }],
    )
    .toSorted((a, b) => a.km - b.km);
  const near = byDistance.filter((each) => each.km <= NEAR_KM).slice(0, MOST);
  return new Map((near.length > 0 ? near : byDistance.slice(0, 1)).map((each) => [each.id, each.km]));
}
