import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ConfigError, DEMO_SECRET, readConfig } from './config.ts';

const DATABASE_URL = 'postgres://localhost/wengong';
const problemsOf = (env: Record<string, string>) => {
  try {
    readConfig({ DATABASE_URL, ...env });
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
};

test('development starts without any setting but the database', () => {
  const config = readConfig({ DATABASE_URL });
  assert.equal(config.port, 8080);
  assert.equal(config.demo, true);
  assert.equal(config.databaseReadUrl, DATABASE_URL);
});

test('production refuses the demonstration secret, shown codes and a missing address', () => {
  const problems = problemsOf({ NODE_ENV: 'production', WENGONG_SECRET: DEMO_SECRET });
  assert.equal(problems.length, 3);
  assert.match(problems[0] ?? '', /^WENGONG_SECRET: /);
});

test('every mistake gets one line that names its variable', () => {
  const problems = problemsOf({ PORT: '99999', WENGONG_DEMO: 'yes', WENGONG_SECRET: 'short' });
  assert.deepEqual(problems.map((line) => line.split(':')[0]).sort(), [
    'PORT',
    'WENGONG_DEMO',
    'WENGONG_SECRET',
  ]);
});

test('an SMS provider needs its keys', () => {
  const problems = problemsOf({ WENGONG_SMS: 'aliyun', WENGONG_SMS_KEY_ID: 'id' });
  assert.deepEqual(
    problems.map((line) => line.split(':')[0]),
    ['WENGONG_SMS_KEY_SECRET', 'WENGONG_SMS_SIGN', 'WENGONG_SMS_TEMPLATE'],
  );
});
