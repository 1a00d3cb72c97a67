import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultPreferences, readPreferences, writePreferences } from './preferences.ts';

test('preferences survive being written and read', () => {
  const preferences = { lang: 'en', elder: true, scheme: 'dark', spacing: 'wide' } as const;
  assert.deepEqual(readPreferences(Object.fromEntries(writePreferences(preferences))), preferences);
});

test('unknown values change nothing', () => {
  assert.deepEqual(readPreferences({ lang: 'fr', elder: 'yes', scheme: '<b>' }), defaultPreferences);
});
