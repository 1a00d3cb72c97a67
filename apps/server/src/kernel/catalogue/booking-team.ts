import type { Entries } from './entry.ts';

/** Errors of teams. */
export const bookingTeamErrors = {
  'team-not-here': {
    status: 409,
    zh: ['本场不能团队预留', '请让每个人自己预约，或由工会申请名额。'],
    en: [
      'No seats can be set apart for teams here',
      'Have everybody book for themselves, or ask your union.',
    ],
  },
  'team-too-large': {
    status: 422,
    zh: ['人数太多', '每个团队最多预留 {max} 个名额；人更多请联系场馆。'],
    en: ['The team is too large', 'At most {max} seats can be set apart; ask the palace for more.'],
  },
  'team-too-late': {
    status: 409,
    zh: ['离开始太近', '已来不及预留，请让每个人自己预约。'],
    en: ['Too close to the start', 'There is no time left for that; have everybody book for themselves.'],
  },
  'team-name-by': {
    status: 422,
    zh: ['截止时间不对', '请选择半小时以后、{latest} 之前的时间。'],
    en: [
      'That deadline is not possible',
      'Choose a time at least half an hour from now and before {latest}.',
    ],
  },
  'team-exists': {
    status: 409,
    zh: ['您已为本场预留', '请在“我的团队”中查看，把链接发给队友。'],
    en: ['You have set seats apart here already', 'See “My teams” and send its link to your people.'],
  },
  'too-many-teams': {
    status: 409,
    zh: ['您的团队预留已达上限', '同一场馆最多同时 {max} 个，等其中一个截止或退回后再来。'],
    en: [
      'You lead as many teams here as allowed',
      'At most {max} at a time: wait until one is closed, or give one back.',
    ],
  },
  'team-closed': {
    status: 409,
    zh: ['团队预留已截止', '剩余名额已退回，请直接预约本场。'],
    en: ['The team’s time is over', 'Its seats went back; book the session directly.'],
  },
  'team-full': {
    status: 409,
    zh: ['团队名额已被领完', '请联系组长，或直接预约本场。'],
    en: ['All seats of the team are taken', 'Ask its leader, or book the session directly.'],
  },
} as const satisfies Entries;
