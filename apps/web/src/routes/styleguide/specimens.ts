import { posterSeed } from '#lib/features/poster/kinds.ts';
import type { ActivityCardItem } from '#lib/ui/ActivityCard.svelte';

/** Fictional content for the style guide, in the words and sizes that real pages have. */
export const cards: ActivityCardItem[] = [
  {
    href: '#card-1',
    title: '午间四十分：办公室颈椎操',
    kind: 'course',
    seed: posterSeed('00000001', '健身操'),
    startsAt: '2026-11-23T04:10:00Z',
    endsAt: '2026-11-23T04:50:00Z',
    place: '职工之家三楼 舞蹈教室',
    priceFen: 0,
    seatsLeft: 6,
  },
  {
    href: '#card-2',
    title: '濠滨夏夜 · 纺织工人专场音乐会',
    kind: 'performance',
    seed: posterSeed('00000002'),
    startsAt: '2026-11-28T11:30:00Z',
    endsAt: '2026-11-28T13:30:00Z',
    place: '南广场露天舞台',
    priceFen: 2000,
    memberPriceFen: 0,
    seatsLeft: 0,
    waitlist: true,
    flag: '41 年品牌',
  },
  {
    href: '#card-3',
    title: '公益电影：老电影修复版放映，片前有影评人导赏，环卫职工凭预约优先入场',
    kind: 'film',
    seed: posterSeed('00000003'),
    startsAt: '2026-11-29T11:00:00Z',
    endsAt: '2026-11-29T13:00:00Z',
    place: '劳动影院二号厅（地铁东门站 2 号口步行 300 米）',
    priceFen: 1500,
    memberPriceFen: 500,
    seatsLeft: 128,
  },
  {
    href: '#card-4',
    title: '书法入门 · 楷书十二讲',
    kind: 'course',
    seed: posterSeed('00000004', '书法入门'),
    startsAt: '2026-12-01T10:30:00Z',
    endsAt: '2026-12-01T12:00:00Z',
    place: '教学楼 402',
    priceFen: 0,
    seatsLeft: 0,
    flag: '摇号',
  },
];

export interface Person {
  id: string;
  name: string;
  activity: string;
  time: string;
  state: '已核销' | '待到场' | '候补';
}

export const people: Person[] = [
  { id: 'a', name: '陈*', activity: '午间颈椎操', time: '11月23日 12:10', state: '已核销' },
  { id: 'b', name: '李*华', activity: '濠滨夏夜', time: '11月28日 19:30', state: '待到场' },
  { id: 'c', name: '王*', activity: '书法入门', time: '12月1日 18:30', state: '候补' },
];

export const columns = [
  { key: 'name', label: '姓名', sortable: true, main: true },
  { key: 'activity', label: '活动', sortable: true },
  { key: 'time', label: '时间' },
  { key: 'state', label: '状态', align: 'end' },
] as const;

/** Colours shown as swatches: token name and the text colour that goes on it. */
export const swatches = [
  ['paper', 'ink'],
  ['surface', 'ink'],
  ['sunken', 'ink-2'],
  ['cinnabar', 'on-fill'],
  ['cinnabar-strong', 'on-fill'],
  ['cinnabar-tint', 'cinnabar-text'],
  ['wheat-tint', 'wheat-text'],
  ['jade', 'on-fill'],
  ['jade-tint', 'jade-text'],
  ['ink', 'paper'],
] as const;
