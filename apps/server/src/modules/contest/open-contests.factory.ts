import assert from 'node:assert/strict';
import { after, afterEach } from 'node:test';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { disorder } from './contest.factory.ts';

/** The app on which a file's tests of contests are run; each test leaves every rule of contests unbroken. */
export async function openContests(): Promise<TestApp> {
  const app = await createTestApp();
  after(() => app.close());
  afterEach(async () => {
    await app.settle();
    assert.deepEqual(await disorder(app), []);
  });
  return app;
}
