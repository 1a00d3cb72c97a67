import { defineMessages } from '#lib/i18n/messages.ts';

export const closureMessages = defineMessages({
  zh: {
    checking: '正在查看那段时间有什么安排……',
    unknown: '暂时查不到受影响的安排，安排后请到“场地预订”和“日程”里核对。',
    clear: '那段时间没有场地预订，也没有活动场次。',
    slots: (n: string) => `${n} 个场地预订受影响`,
    sessions: (n: string, booked: string) => `${n} 场活动受影响，共 ${booked} 个名额已预约`,
    more: (n: string) => `另有 ${n} 个`,
    bookedShort: (n: string) => `已约 ${n}`,
    slotsChoice: '这些场地预订怎么办',
    keepSlots: '保留，通知预订者照常使用',
    cancelSlots: '取消，并通知预订者原因',
    sessionsChoice: '这些活动场次怎么办',
    keepSessions: '照常举办，不通知',
    cancelSessions: '取消场次，并通知已预约的人原因',
  },
  en: {
    checking: 'Looking what is planned for then …',
    unknown: 'What is affected cannot be read just now: check the booked spaces and the calendar afterwards.',
    clear: 'No space is booked then and no session planned.',
    slots: (n: string) => `Booked spaces affected: ${n}`,
    sessions: (n: string, booked: string) => `Sessions affected: ${n}, seats booked: ${booked}`,
    more: (n: string) => `and ${n} more`,
    bookedShort: (n: string) => `booked: ${n}`,
    slotsChoice: 'What becomes of the booked spaces',
    keepSlots: 'They stay; tell who booked them',
    cancelSlots: 'Cancel them and tell who booked them why',
    sessionsChoice: 'What becomes of the sessions',
    keepSessions: 'They take place; nobody is told',
    cancelSessions: 'Cancel them and tell the booked why',
  },
});
