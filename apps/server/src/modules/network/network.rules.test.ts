import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { distanceKm } from './network.rules.ts';

const place = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

test('distance is symmetric, never negative, and at most half the circumference', () => {
  fc.assert(
    fc.property(place, place, (a, b) => {
      const there = distanceKm(a, b);
      assert.ok(there >= 0 && there <= 20_016);
      assert.ok(Math.abs(there - distanceKm(b, a)) < 1e-6);
    }),
  );
});

test('Nantong and Shanghai are about 100 km apart', () => {
  const km = distanceKm({ latitude: 31.98, longitude: 120.894 }, { latitude: 31.23, longitude: 121.474 });
  assert.ok(km > 90 && km < 110, `${km} km`);
});
