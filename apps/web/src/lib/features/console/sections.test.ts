import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { barItems } from '../../ui/console/frame.ts';
import { mayOpen, mayVisit, narrower, sectionOf, sections, sectionsFor } from './sections.ts';

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

test('a page opens to those its guard lets in', () => {
  const folder = join(import.meta.dirname, '../../../routes/console');
  const files = globSync('**/[[]palace]/**/+page.server.ts', { cwd: folder });
  assert.ok(files.length > 40);
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8');
    const path = file
      .replace(/^.*\[palace]/, '')
      .replace(/\/\+page.*$/, '')
      .replace(/\[[^\]]+]/g, '*');
    const [, guard] = /requireDesk\(event, '(\w+)'\)/.exec(text) ?? [];
    if (guard !== undefined) assert.equal(sectionOf(path), guard, `the guard of ${file}`);
    const [, asked] = /requireRole\(desk, narrower\['(.+)']\)/.exec(text) ?? [];
    assert.equal(asked, path in narrower ? path : undefined, `the roles of ${file}`);
  }
});

test('a link is shown to those who may follow it', () => {
  const id = '00000000-0000-7000-8000-000000000000';
  assert.equal(mayVisit(`/sessions/${id}/seats`, ['editor']), true);
  assert.equal(mayVisit(`/sessions/${id}`, ['reviewer']), false);
  assert.equal(mayVisit(`/activities/${id}`, ['reviewer']), true);
  assert.equal(mayVisit(`/activities/${id}/roster`, ['reviewer']), false);
  assert.equal(mayVisit('/activities/new', ['director']), false);
  assert.equal(mayVisit('/spaces/bookings', ['editor']), false);
  assert.equal(mayVisit('/figures/equity', [], true), true);
  assert.equal(mayVisit('', [], true), false);
});
