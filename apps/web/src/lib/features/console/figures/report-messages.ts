import { defineMessages } from '#lib/i18n/messages.ts';

export const reportMessages = defineMessages({
  zh: {
    title: (name: string, month: string) => `${name} ${month} 月报`,
    month: (year: number, month: number) => `${year}年${month}月`,
    print: '打印或存为 PDF',
    earlier: '上个月',
    later: '下个月',
    summary: '一、总体情况',
    words: (visits: string, people: string, sessions: string, share: string) =>
      `本月开展 ${sessions} 场，接待 ${visits} 人次、${people} 人；公益人次占 ${share}。`,
    seats: (booked: string, offered: string, use: string, missed: string) =>
      `提供席位 ${offered} 个，预约 ${booked} 个（${use}），爽约率 ${missed}。`,
    change: (visits: string) => `人次比上月 ${visits}。`,
    changeSoFar: (visits: string) => `截至昨天，人次比上月同期 ${visits}。`,
    byDay: '二、每天人次',
    activities: '三、主要活动',
    unions: '三、下级工会',
    palaces: '四、各文宫',
    served: '四、服务了谁',
    servedUnion: '五、服务了谁',
    made: (time: string) =>
      `生成于 ${time}。人次按入场、散客和打卡计算，人数为不同的实名职工；数据由预约与检票明细汇总，可逐项重算。`,
    sign: '填报人',
    review: '审核人',
    date: '日期',
    back: '回到数据',
    shown: (shown: string, all: string) => `列出人次最多的 ${shown} 项，共 ${all} 项。`,
  },
  en: {
    title: (name: string, month: string) => `${name}: report for ${month}`,
    month: (year: number, month: number) => `${year}-${String(month).padStart(2, '0')}`,
    print: 'Print or save as PDF',
    earlier: 'Month before',
    later: 'Month after',
    summary: '1. Summary',
    words: (visits: string, people: string, sessions: string, share: string) =>
      `${sessions} sessions were held; ${visits} visits by ${people} people; ${share} of the visits were for the public benefit.`,
    seats: (booked: string, offered: string, use: string, missed: string) =>
      `${booked} of ${offered} seats were booked (${use}); ${missed} of those were not used.`,
    change: (visits: string) => `Visits ${visits} on the month before.`,
    changeSoFar: (visits: string) =>
      `Up to yesterday, visits ${visits} on the same days of the month before.`,
    byDay: '2. Visits by day',
    activities: '3. Main activities',
    unions: '3. Unions below',
    palaces: '4. Palaces',
    served: '4. Who was served',
    servedUnion: '5. Who was served',
    made: (time: string) =>
      `Made ${time}. Visits are admissions, walk-ins and stamps; people are different named workers. Every figure is summed from the rows of bookings and check-ins and can be recomputed.`,
    sign: 'Prepared by',
    review: 'Reviewed by',
    date: 'Date',
    back: 'Back to the figures',
    shown: (shown: string, all: string) => `The ${shown} with most visits, of ${all}.`,
  },
});
