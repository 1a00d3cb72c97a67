import assert from 'node:assert/strict';
import { after, afterEach, beforeEach } from 'node:test';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { disorder } from './booking.factory.ts';

/**
 * The app on which a file's tests of bookings are run. Each begins at the same time of the clock and leaves every rule
 * of booking unbroken.
 */
export async function openBookings(...options: Parameters<typeof createTestApp>): Promise<TestApp> {
  const app = await createTestApp(...options);
  const start = app.clock.now();
  after(() => app.close());
  beforeEach(() => app.clock.set(start));
  afterEach(async () => {
    await app.settle();
    assert.deepEqual(await disorder(app), []);
  });
  return app;
}
