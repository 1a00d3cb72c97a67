import { listPalaces } from '@wengong/contract';
import { decodeCursor, encodeCursor } from '../../../kernel/cursor.ts';
import { handle } from '../../../kernel/module.ts';
import { presentPalaceSummary } from '../network.present.ts';
import { distanceKm } from '../network.rules.ts';
import { palacesByName, placedPalaces } from '../network.store.ts';

export const listPalacesAction = handle(listPalaces, async ({ query, reader }) => {
  const { latitude, longitude, limit } = query;
  if (latitude !== undefined && longitude !== undefined) {
    const here = { latitude, longitude };
    const palaces = await placedPalaces(reader);
    const items = palaces
      .map((row) => ({
        ...presentPalaceSummary(row),
        distanceKm:
          Math.round(
            distanceKm(here, {
              latitude: row.latitude ?? 0,
              longitude: row.longitude ?? 0,
            }) * 10,
          ) / 10,
      }))
      .sort((a, b) => a.distanceKm - b.distanceKm)
      .slice(0, limit);
    return { items, nextCursor: null };
  }
  const after = decodeCursor(query.cursor, 2);
  const rows = await palacesByName(reader, {
    ...(query.city === undefined ? {} : { city: query.city }),
    ...(after === null ? {} : { after: [after[0] ?? '', after[1] ?? ''] }),
    limit: limit + 1,
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => ({
      ...presentPalaceSummary(row),
      distanceKm: null,
    })),
    nextCursor: rows.length > limit && last ? encodeCursor([last.name, last.id]) : null,
  };
});
