import type { ActivityKind, Audience, TimeBand, WorkerCategory } from '@wengong/contract';
import { type PosterKind, posterKind } from '#lib/features/poster/kinds.ts';
import { defineMessages } from '#lib/i18n/messages.ts';
import type { IconName } from '#lib/ui/icons.ts';

/** Names of the programme's terms: kinds, time bands, audiences, worker categories. */
export const kindNames = defineMessages({
  zh: {
    course: '课程',
    performance: '演出',
    film: '电影',
    lecture: '讲座',
    exhibition: '展览',
    sport: '体育',
    contest: '比赛',
    festival: '节庆',
    group_day: '团日',
    visit: '参观',
    reading: '阅读',
    service: '便民服务',
  },
  en: {
    course: 'Courses',
    performance: 'Shows',
    film: 'Films',
    lecture: 'Lectures',
    exhibition: 'Exhibitions',
    sport: 'Sports',
    contest: 'Contests',
    festival: 'Festivals',
    group_day: 'Group days',
    visit: 'Visits',
    reading: 'Reading',
    service: 'Services',
  },
} satisfies { zh: Record<ActivityKind, string>; en: Record<ActivityKind, string> });

export const bandNames = defineMessages({
  zh: { lunch: '午间', evening: '下班后', weekend: '周末', holiday: '节假日' },
  en: { lunch: 'Lunch break', evening: 'After work', weekend: 'Weekends', holiday: 'Holidays' },
} satisfies { zh: Record<TimeBand, string>; en: Record<TimeBand, string> });

export const audienceNames = defineMessages({
  zh: { everyone: '所有人', members: '工会会员', categories: '指定职工群体' },
  en: { everyone: 'Everyone', members: 'Union members', categories: 'Named groups of workers' },
} satisfies { zh: Record<Audience, string>; en: Record<Audience, string> });

export const categoryNames = defineMessages({
  zh: {
    sanitation: '环卫工人',
    migrant: '农民工',
    courier: '快递外卖员',
    driver: '司机',
    domestic: '家政服务员',
    model_worker: '劳模工匠',
    disabled: '残疾职工',
    retired: '退休职工',
  },
  en: {
    sanitation: 'Sanitation workers',
    migrant: 'Migrant workers',
    courier: 'Couriers',
    driver: 'Drivers',
    domestic: 'Domestic workers',
    model_worker: 'Model workers',
    disabled: 'Workers with disabilities',
    retired: 'Retired workers',
  },
} satisfies { zh: Record<WorkerCategory, string>; en: Record<WorkerCategory, string> });

const icons: Record<ActivityKind, IconName> = {
  course: 'academy',
  performance: 'stage',
  film: 'film',
  lecture: 'mic',
  exhibition: 'frame',
  sport: 'ball',
  contest: 'trophy',
  festival: 'lantern',
  group_day: 'flag',
  visit: 'palace',
  reading: 'inbox',
  service: 'hand',
};
export const kindIcon = (kind: ActivityKind): IconName => icons[kind];

/** Composition of the drawn cover for an activity of this kind. */
export const posterOf = (kind: string): PosterKind => posterKind(kind);
