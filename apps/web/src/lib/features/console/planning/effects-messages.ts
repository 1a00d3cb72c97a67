import { defineMessages } from '#lib/i18n/messages.ts';

/** Words about who would be told of a change that is not saved yet. */
export const effectsMessages = defineMessages({
  zh: {
    title: '保存后会怎样',
    cancelTitle: '取消后会怎样',
    added: (sessions: string) => `新增 ${sessions} 场。`,
    moved: (sessions: string, bookings: string) =>
      `${sessions} 场改时间或场地，其中已有 ${bookings} 份预约：预约保留，改到新的时间和地点。`,
    movedEmpty: (sessions: string) => `${sessions} 场改时间或场地，还没有人预约。`,
    kept: (sessions: string, bookings: string) =>
      `${sessions} 场时间和场地不变，${bookings} 份预约不受影响。`,
    keptEmpty: (sessions: string) => `${sessions} 场时间和场地不变。`,
    dropped: (sessions: string, bookings: string) =>
      `${sessions} 场去掉，其中 ${bookings} 份预约随之取消，并告知原因。不能恢复。`,
    droppedEmpty: (sessions: string) => `${sessions} 场去掉，还没有人预约。`,
    told: (people: string) => `${people} 人会收到通知。`,
    nobody: '不会通知任何人。',
    booked: (bookings: string, people: string) => `这一场已有 ${bookings} 份预约（${people} 人）。`,
    bookedMoved: '时间或场地变了：预约保留，他们会收到通知。',
    bookedKept: '时间和场地不变，不会通知他们。',
    bookedCancelled: '预约全部取消，他们会收到通知和原因。',
    none: '还没有人预约，不会通知任何人。',
    asking: '正在统计有多少人预约……',
    unknown: '暂时查不到有多少人预约。',
  },
  en: {
    title: 'What saving will do',
    cancelTitle: 'What cancelling will do',
    added: (sessions: string) => `Added: ${sessions}.`,
    moved: (sessions: string, bookings: string) =>
      `New time or room: ${sessions}, with ${bookings} bookings. They stay, at the new time and place.`,
    movedEmpty: (sessions: string) => `New time or room: ${sessions}; nobody has booked yet.`,
    kept: (sessions: string, bookings: string) =>
      `Same time and room: ${sessions}; ${bookings} bookings are not touched.`,
    keptEmpty: (sessions: string) => `Same time and room: ${sessions}.`,
    dropped: (sessions: string, bookings: string) =>
      `Dropped: ${sessions}. ${bookings} bookings end with them, and people read why. This cannot be undone.`,
    droppedEmpty: (sessions: string) => `Dropped: ${sessions}; nobody has booked yet.`,
    told: (people: string) => `People who will be told: ${people}.`,
    nobody: 'Nobody will be told.',
    booked: (bookings: string, people: string) =>
      `Bookings of this session: ${bookings}, by ${people} people.`,
    bookedMoved: 'The time or room changes: bookings stay, and these people are told.',
    bookedKept: 'Time and room stay: nobody is told.',
    bookedCancelled: 'All of them end; these people are told, and read the reason.',
    none: 'Nobody has booked yet, so nobody will be told.',
    asking: 'Counting who has booked…',
    unknown: 'Who has booked cannot be counted just now.',
  },
});
