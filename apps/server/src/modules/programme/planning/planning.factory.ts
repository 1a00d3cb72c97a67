import { createResource, type RepeatRule, type SessionTemplate } from '@wengong/contract';
import type { TestApp } from '../../../testkit/app.ts';
import { makeSpace, openDaily } from '../../venue/venue.factory.ts';
import { createDesk, type Desk } from '../programme.factory.ts';

/** A desk with a classroom of 30, another of 40, a hall, and two teachers; the house is open from 9 to 21. */
export async function createSchool(app: TestApp) {
  const desk = await createDesk(app);
  const { palaceId, director } = desk;
  await openDaily(app, palaceId, director);
  const room = await makeSpace(app, palaceId, director, {
    kind: 'classroom',
    name: '201 教室',
    capacity: 30,
  });
  const other = await makeSpace(app, palaceId, director, {
    kind: 'classroom',
    name: '202 教室',
    capacity: 40,
  });
  const teacher = await addTeacher(app, desk, '书法老师甲');
  const second = await addTeacher(app, desk, '书法老师乙');
  return { desk, room, other, teacher, second };
}

const addTeacher = (app: TestApp, { palaceId, director }: Desk, name: string) =>
  app.call(createResource, { params: { palaceId }, body: { kind: 'teacher', name }, as: director });

/** Tuesdays from 1 December 2026 on. */
export const tuesdays = (overrides: Partial<RepeatRule> = {}) => ({
  frequency: 'weekly' as const,
  interval: 1,
  weekdays: [2],
  monthlyBy: 'date' as const,
  firstDay: '2026-12-01',
  count: 4 as number | null,
  until: null as string | null,
  exceptions: [] as string[],
  ...(overrides as object),
});

export const evening = (overrides: Partial<SessionTemplate> = {}): SessionTemplate => ({
  startTime: '18:30',
  endTime: '20:00',
  spaceId: null,
  teacherId: null,
  capacity: 20,
  quotas: [],
  opens: null,
  closesMinutesBefore: 30,
  ...overrides,
});
