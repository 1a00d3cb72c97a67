import { listPalaces } from '@wengong/contract';
import { z } from 'zod';
import { decodeCursor, pageOf } from '../../../kernel/cursor.ts';
import { handle } from '../../../kernel/module.ts';
import { presentPalaceSummary } from '../network.present.ts';
import { distanceKm } from '../network.rules.ts';
import { palacesByName, placedPalaces } from '../network.store.ts';

const byName = z.tuple([z.string(), z.uuid()]);

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
  const rows = await palacesByName(reader, {
    city: query.city,
    after: decodeCursor(query.cursor, byName),
    limit: limit + 1,
  });
  const { shown, nextCursor } = pageOf(rows, limit, (row) => [row.name, row.id]);
  return {
    items: shown.map((row) => ({
      ...presentPalaceSummary(row),
      distanceKm: null,
    })),
    nextCursor,
  };
});
