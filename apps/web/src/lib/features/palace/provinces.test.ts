import assert from 'node:assert/strict';
import { test } from 'node:test';
import { provinceTiles, tileOf } from './provinces.ts';

test('every province-level division has a square of its own', () => {
  assert.equal(provinceTiles.length, 34);
  assert.equal(new Set(provinceTiles.map((tile) => `${tile.column} ${tile.row}`)).size, 34);
  assert.ok(provinceTiles.every((tile) => tile.name && tile.nameEn));
});

test('full and short names find the same square', () => {
  assert.equal(tileOf('江苏省')?.name, '江苏');
  assert.equal(tileOf('内蒙古自治区')?.nameEn, 'Inner Mongolia');
  assert.equal(tileOf('火星'), undefined);
});
