import assert from 'node:assert/strict';
import { test } from 'node:test';
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
