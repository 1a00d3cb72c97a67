import type { Entries } from './entry.ts';

/** Errors of the venue module. */
export const venueErrors = {
  'space-taken': {
    status: 409,
    zh: ['时间冲突', '{what} 在 {when} 已被占用，请换一个时间或场地。'],
    en: ['Already taken', '{what} is taken at {when}; choose another time or place.'],
  },
  'space-unknown': {
    status: 422,
    zh: ['没有这个场地', '场地不属于本馆或没有可用的房间单元，请重新选择。'],
    en: ['No such space', 'The space is not of this palace or has no room unit; choose another.'],
  },
  'resource-unknown': {
    status: 422,
    zh: ['没有这项资源', '老师、器材或房间单元不属于本馆，请重新选择。'],
    en: ['No such resource', 'The teacher, kit or room unit is not of this palace; choose another.'],
  },
  'space-not-bookable': {
    status: 409,
    zh: ['此场地不开放预订', '请选择其他场地，或联系本馆前台。'],
    en: ['This space is not bookable', 'Choose another space, or ask the front desk.'],
  },
  'opening-hours-overlap': {
    status: 422,
    zh: ['开放时段重叠', '同一天的开放时段不能重叠，请合并后再保存。'],
    en: ['Opening hours overlap', 'Periods of one day must not overlap; join them and save again.'],
  },
  'special-hours-taken': {
    status: 409,
    zh: ['这些天已有特别开放时间', '同一天只能有一个特别开放时间：请修改原来的，或换几天。'],
    en: [
      'Special hours are there already',
      'A day has special hours once: change those there are, or choose other days.',
    ],
  },
  'special-hours-over': {
    status: 422,
    zh: ['这些天已经过去', '请选择今天或以后的日子。'],
    en: ['These days are over', 'Choose today or later.'],
  },
  'seat-plan-wrong': {
    status: 422,
    zh: ['座位图有误', '{what}。请改正后再保存。'],
    en: ['The seat map cannot be made', '{what}. Please correct it and save again.'],
  },
} as const satisfies Entries;
