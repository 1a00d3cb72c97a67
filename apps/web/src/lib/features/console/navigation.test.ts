import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Me } from '@wengong/contract';
import { mayFollow, palaceNavigation, placeAround } from './navigation.ts';

const role = (palaceSlug: string, held: Me['palaceRoles'][number]['role']) => ({
  palaceId: palaceSlug,
  palaceSlug,
  palaceName: palaceSlug,
  palaceNameEn: palaceSlug,
  role: held,
});
const union = (unionId: string) => ({ unionId, unionName: unionId, unionNameEn: unionId });
const me = (palaceRoles: unknown[], unionRoles: unknown[] = []) =>
  ({ palaceRoles, unionRoles }) as unknown as Me;
const reviewer = me([role('nantong', 'reviewer')]);
const officer = me([], [union('jiangsu')]);

test('links of the console are for those who may follow them', () => {
  assert.equal(mayFollow(reviewer, '/console/nantong/sessions/1?waiting'), false);
  assert.equal(mayFollow(reviewer, '/console/nantong/activities?q=sessions'), true);
  assert.equal(mayFollow(reviewer, '/console/harbin/activities'), false);
  assert.equal(mayFollow(reviewer, '/console/account'), true);
  assert.equal(mayFollow(officer, '/console/unions/jiangsu/figures'), true);
  assert.equal(mayFollow(officer, '/console/nantong/figures/report'), true);
  assert.equal(mayFollow(officer, '/console/nantong/activities/1'), false);
});

test('an address that leads nowhere has the navigation of the one place that is theirs', () => {
  const nowhere = { palace: 'nowhere', found: false, status: 404 };
  assert.deepEqual(placeAround(reviewer, nowhere), { palace: 'nantong' });
  assert.deepEqual(placeAround(officer, nowhere), { union: 'jiangsu' });
  assert.deepEqual(placeAround(me([role('nantong', 'editor')], [union('jiangsu')]), nowhere), {});
  assert.deepEqual(placeAround(me([]), nowhere), {});
  // Somebody else's palace or union is no place to go on from either.
  assert.deepEqual(placeAround(reviewer, { palace: 'harbin', found: true, status: 403 }), {
    palace: 'nantong',
  });
  assert.deepEqual(placeAround(officer, { union: 'liaoning', found: false, status: 403 }), {
    union: 'jiangsu',
  });
});

test('a page of theirs keeps the navigation around it, missing or refused', () => {
  for (const status of [200, 403, 404, 500]) {
    assert.deepEqual(placeAround(reviewer, { palace: 'nantong', found: status !== 500, status }), {
      palace: 'nantong',
    });
  }
  const below = { palace: 'nantong', found: true, status: 200 };
  assert.deepEqual(placeAround(officer, below), { palace: 'nantong' });
  assert.deepEqual(placeAround(officer, { union: 'nantong-city', found: false, status: 200 }), {
    union: 'nantong-city',
  });
});

test('the bookings of a session are a part of the bookings', () => {
  const desk = me([role('nantong', 'front_desk')]);
  const current = (path: string) =>
    palaceNavigation(desk, 'nantong', 'en', path)
      .flatMap((group) => group.items)
      .filter((item) => item.current)
      .map((item) => item.href.replace('/console/nantong', ''));
  assert.deepEqual(current('/console/nantong'), ['']);
  assert.deepEqual(current('/console/nantong/sessions/1/seats'), ['/bookings']);
  assert.deepEqual(current('/console/nantong/landmarks/1/screen'), ['/door']);
  assert.deepEqual(current('/console/account'), []);
});
