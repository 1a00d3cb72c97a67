import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActivityDetail } from '@wengong/contract';
import { structuredData } from './structured-data.ts';

const address = { origin: 'https://wengong.example', pathname: '/p/x/activities/1' };
const activity = (changes: Partial<ActivityDetail>) =>
  ({
    id: '1',
    kind: 'performance',
    title: '周五露天演出',
    summary: '</script><b>',
    organiser: '',
    free: true,
    priceFen: 1250,
    palace: { slug: 'x', name: '示范文宫', address: '人民路', latitude: null, longitude: null },
    sessions: [
      {
        id: 's',
        startsAt: '2026-11-27T11:30:00Z',
        endsAt: '2026-11-27T13:30:00Z',
        space: null,
        capacity: 10,
        seatsLeft: 0,
        status: 'cancelled',
        release: 'first_come',
        bookingOpensAt: '2026-11-01T00:00:00Z',
      },
    ],
    ...changes,
  }) as unknown as ActivityDetail;

test('what people wrote cannot end the script it stands in', () => {
  const text = structuredData(activity({}), address);
  assert.ok(!text.includes('<'));
  assert.equal(JSON.parse(text)['@graph'][0].description, '</script><b>');
});

test('an event tells its state, place and price', () => {
  const [event] = JSON.parse(structuredData(activity({}), address))['@graph'];
  assert.equal(event['@type'], 'Event');
  assert.equal(event.eventStatus, 'https://schema.org/EventCancelled');
  assert.equal(event.offers.price, '12.50');
  assert.equal(event.offers.availability, 'https://schema.org/SoldOut');
  assert.equal(event.location.name, '示范文宫');
  assert.equal(event.organizer.name, '示范文宫');
});

test('a course is a Course with its instances', () => {
  const course = JSON.parse(structuredData(activity({ kind: 'course' }), address));
  assert.equal(course['@type'], 'Course');
  assert.equal(course.hasCourseInstance.length, 1);
});
