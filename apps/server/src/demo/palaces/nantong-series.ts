import type { ActivityContent } from '../content.ts';

/** What Nantong sells as a whole: one enrolment, a place every time. */
export const nantongSeries: readonly ActivityContent[] = [
  {
    key: 'landscape-course',
    kind: 'course',
    title: ['国画山水·六讲一期', 'Landscape painting in six evenings'],
    summary: [
      '一次报名，六个晚上：从一块石头画到一江秋水。',
      'Enrol once for six evenings: from one stone to a river in autumn.',
    ],
    story: [
      '第一讲画石，第二讲画树，第三、四讲画云水，第五讲构图，第六讲带着自己的画下楼，贴在走廊里。\n\n整期报名，每次都有您的位置；倒班来不了的那一次，提前请假，位置让给别人。笔墨纸由文宫提供。',
      'Stones on the first evening, trees on the second, then clouds and water, then composition; on the sixth you hang your own sheet in the corridor.\n\nYou enrol in the whole course and have a seat every time. If your shift is in the way once, give that evening up and somebody else sits there. Brushes, ink and paper are provided.',
    ],
    space: 'digital',
    price: 12000,
    memberPrice: 6000,
    publicBenefit: true,
    seats: 18,
    demand: 0,
    when: [{ days: [2, 5, 9, 12, 16, 19], at: '18:40', minutes: 80 }],
    series: true,
  },
];
