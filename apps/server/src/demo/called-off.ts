import { type DemoCalendar, HOUR, later } from './calendar.ts';

/** A session that the palace called off, as happens. */
export interface CalledOff {
  readonly reason: string;
  readonly at: Date;
}

/** Which: the second but last past session, or the second to come. */
const CALLED_OFF: readonly {
  readonly palace: string;
  readonly activity: string;
  readonly which: 'past' | 'coming';
  readonly reason: string;
}[] = [
  {
    palace: 'nantong',
    activity: 'friday-show',
    which: 'past',
    reason: '大风预警，露天舞台停演一晚；下周同时间照常，票款与信用不受影响。',
  },
  {
    palace: 'qingdao',
    activity: 'kite',
    which: 'coming',
    reason: '教室顶灯检修，本次课顺延；已报名的工友下一期优先通知。',
  },
];

/** Whether the `nth` of an activity's sessions was called off, and when. */
export function calledOff(
  calendar: DemoCalendar,
  palace: string,
  activity: string,
  slots: readonly { readonly startsAt: Date }[],
  nth: number,
): CalledOff | null {
  const rule = CALLED_OFF.find((each) => each.palace === palace && each.activity === activity);
  const slot = slots[nth];
  if (rule === undefined || slot === undefined) return null;
  const firstComing = slots.findIndex((each) => each.startsAt > calendar.now);
  if (nth !== (rule.which === 'past' ? firstComing - 2 : firstComing + 1)) return null;
  const at = rule.which === 'past' ? later(slot.startsAt, -5 * HOUR) : later(calendar.now, -3 * HOUR);
  return { reason: rule.reason, at };
}
