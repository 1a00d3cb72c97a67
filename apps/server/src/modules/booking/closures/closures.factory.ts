import { createClosure, createSpaceBooking, listMyMessages } from '@wengong/contract';
import type { TestApp } from '../../../testkit/app.ts';
import { createWorker, type TestPerson } from '../../../testkit/person.ts';
import type { Desk } from '../../programme/programme.factory.ts';

/** 14:00 on Wednesday in Shanghai, and the day around it. */
export const AFTERNOON = '2026-11-25T06:00:00Z';
export const WEDNESDAY = { startsAt: '2026-11-24T16:00:00Z', endsAt: '2026-11-25T16:00:00Z' };

export const hourAfter = (count: number): string =>
  new Date(Date.parse(AFTERNOON) + count * 3_600_000).toISOString();

/** Somebody who books a slot of a space. */
export async function takeSlot(
  app: TestApp,
  palaceId: string,
  spaceId: string,
  startsAt = AFTERNOON,
): Promise<TestPerson> {
  const worker = await createWorker(app);
  await app.call(createSpaceBooking, {
    params: { palaceId, spaceId },
    body: { startsAt, slots: 1 },
    as: worker,
  });
  return worker;
}

/** Closes a space, or the palace, on that Wednesday. */
export const close = (
  app: TestApp,
  desk: Desk,
  spaceId: string | null,
  choices: { spaceBookings?: 'keep' | 'cancel'; sessions?: 'keep' | 'cancel' } = {},
) =>
  app.call(createClosure, {
    params: { palaceId: desk.palaceId },
    body: { spaceId, ...WEDNESDAY, reason: '消防检修', ...choices },
    as: desk.director,
  });

/** The messages of one kind that somebody got. */
export const newsOf = async (app: TestApp, as: TestPerson, kind: string) =>
  (await app.call(listMyMessages, { query: {}, as })).items.filter((message) => message.kind === kind);
