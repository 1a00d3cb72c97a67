import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barItems } from '../../ui/console/frame.ts';
import { mayOpen, sections, sectionsFor } from './sections.ts';

test('each role sees its own parts of the console, in the order of the sidebar', () => {
  assert.deepEqual(sectionsFor(['front_desk']), [
    'desk',
    'activities',
    'calendar',
    'bookings',
    'door',
    'devices',
    'passes',
    'appeals',
    'spaces',
    'brands',
    'announcements',
  ]);
  assert.deepEqual(sectionsFor(['director']), Object.keys(sections));
  assert.deepEqual(sectionsFor([]), []);
});

test('two roles together open what either opens', () => {
  const both = sectionsFor(['editor', 'front_desk']);
  assert.ok(both.includes('door') && both.includes('settings'));
  assert.equal(mayOpen('staff', ['editor', 'front_desk', 'coordinator', 'reviewer']), false);
});

test('the bar of a phone keeps what is done standing up, whatever lies before it', () => {
  const item = (href: string, thumb = false) => ({
    href,
    label: href,
    icon: 'home' as const,
    current: false,
    thumb,
  });
  const navigation = [
    { label: 'work', items: [item('desk', true), item('calendar'), item('passes'), item('door', true)] },
    { label: 'management', items: [item('staff')] },
  ];
  const few = (room: number) => barItems(navigation, room).map(({ href }) => href);
  assert.deepEqual(few(2), ['desk', 'door']);
  assert.deepEqual(few(4), ['desk', 'calendar', 'passes', 'door']);
});
