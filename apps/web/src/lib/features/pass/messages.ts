import type { PassStatus, PassUse } from '@wengong/contract';
import { defineMessages } from '#lib/i18n/messages.ts';

export const passStatusNames = defineMessages({
  zh: { active: '可用', future: '未生效', used_up: '次数已用完', expired: '已到期', void: '已作废' },
  en: { active: 'Good', future: 'Not yet', used_up: 'Used up', expired: 'Run out', void: 'Void' },
} satisfies { zh: Record<PassStatus, string>; en: Record<PassStatus, string> });

export const unitNames = defineMessages({
  zh: { held: '已留出', used: '已使用', returned: '已退回' },
  en: { held: 'Kept', used: 'Used', returned: 'Given back' },
} satisfies { zh: Record<PassUse['unit'], string>; en: Record<PassUse['unit'], string> });

export const passMessages = defineMessages({
  zh: {
    title: '我的卡',
    intro: '次卡和月卡在场馆服务台办理。预约收费活动时选择用卡，不必再付费。',
    none: '还没有卡',
    noneText: '可到附近文宫的服务台办理次卡或月卡，办好后会出现在这里。',
    palaces: '看看各地文宫',
    left: '剩余',
    unlimited: '不限次数',
    held: (n: string) => `其中已为预约留出 ${n} 次`,
    of: (n: string) => `次，共 ${n} 次`,
    until: (day: string) => `有效期至 ${day}`,
    from: (day: string) => `${day} 起可用`,
    wholePalace: '全馆收费活动',
    rules: '使用规则',
    ruleOwn: '只付本人的费用，同行人另付。',
    ruleEarly: '按时取消，次数退回。',
    ruleLate: '逾时取消，计 1 次。',
    ruleLateFree: '逾时取消，次数也退回。',
    ruleMissed: '预约后不到场，计 1 次。',
    ruleMissedFree: '不到场，次数也退回。',
    uses: '使用记录',
    noUses: '还没有用过。',
    use: '去预约',
  },
  en: {
    title: 'My passes',
    intro: 'Passes are sold at the palace’s desk. Pay with one when you book something that costs.',
    none: 'No passes yet',
    noneText: 'Get one at the desk of a palace near you; it will be here then.',
    palaces: 'Find a palace',
    left: 'Left',
    unlimited: 'Any number of visits',
    held: (n: string) => `${n} more kept for bookings`,
    of: (n: string) => `of ${n}`,
    until: (day: string) => `Until ${day}`,
    from: (day: string) => `From ${day}`,
    wholePalace: 'whatever costs there',
    rules: 'Rules',
    ruleOwn: 'It pays for yourself; companions are paid for at the desk.',
    ruleEarly: 'Cancelled in time: the visit comes back.',
    ruleLate: 'Cancelled late: the visit is used.',
    ruleLateFree: 'Cancelled late: the visit comes back, too.',
    ruleMissed: 'Missed: the visit is used.',
    ruleMissedFree: 'Missed: the visit comes back.',
    uses: 'What it was used for',
    noUses: 'Nothing yet.',
    use: 'Book something',
  },
});
