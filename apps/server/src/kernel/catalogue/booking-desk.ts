import type { Entries } from './entry.ts';

/** Errors of the staff's desk: exports, the waiting list, messages to the booked. */
export const bookingDeskErrors = {
  'clear-names-by-director': {
    status: 403,
    zh: ['不能导出完整姓名和手机号', '请由馆长写明用途后导出，或导出遮盖后的名单。'],
    en: [
      'Names and numbers in clear are for the director',
      'Ask the director to export them with a reason, or export the masked list.',
    ],
  },
  'export-expired': {
    status: 410,
    zh: ['文件已过期', '导出的文件 30 分钟内有效，请重新导出。'],
    en: ['The file has run out', 'An export can be fetched for 30 minutes: please export again.'],
  },
  'not-waiting': {
    status: 409,
    zh: ['不在候补中', '该预约已不在候补名单里，请刷新页面。'],
    en: ['Not on the waiting list', 'The booking is no longer waiting; reload the page.'],
  },
  'mailing-placeholder-unknown': {
    status: 422,
    zh: ['有不认识的占位符', '无法填写：{words}。可用：{姓名} {活动} {时间} {地点} {座位} {文宫}。'],
    en: [
      'A word in braces is not known',
      'Cannot fill in: {words}. In braces may stand: name, activity, time, place, seats, palace.',
    ],
  },
  'mailing-nobody': {
    status: 409,
    zh: ['没有收件人', '所选状态下没有预约者，请换一个状态或场次。'],
    en: ['Nobody to write to', 'No booking is in these states: choose others, or another session.'],
  },
  'mailing-sent-today': {
    status: 409,
    zh: ['今天已发过同样的内容', '同一内容一天只向同一批人发一次，请修改内容后再发。'],
    en: ['The same words went out today', 'They go to the same people once a day: change the text.'],
  },
  'mailing-gone': {
    status: 409,
    zh: ['消息已经发出', '发出后不能撤回，可再发一条说明。'],
    en: ['It has gone out', 'It cannot be taken back; send another message to explain.'],
  },
} as const satisfies Entries;
