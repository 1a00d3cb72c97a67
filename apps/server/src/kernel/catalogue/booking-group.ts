import type { Entries } from './entry.ts';

/** Errors of booking about allotments and groups. */
export const bookingGroupErrors = {
  // Sharing seats out
  'allotment-no-room': {
    status: 409,
    zh: ['空余名额不够', '上一级目前只有 {free} 个空余名额可以划出，请减少数量，或先收回其他配额。'],
    en: [
      'Not enough free seats',
      'Only {free} seats can be carved out now; ask for fewer, or take others back first.',
    ],
  },
  'allotment-below-taken': {
    status: 409,
    zh: ['不能少于已用名额', '其中 {taken} 个名额已有人或已再分配，数量不能更少。'],
    en: ['Fewer than are in use', '{taken} of its seats are taken or given on; it cannot be smaller.'],
  },
  'allotment-returned': {
    status: 409,
    zh: ['配额已收回', '未用的名额已回到上一级，请重新划出一份。'],
    en: ['This allotment has been returned', 'Its unused seats went back; set a new one apart.'],
  },
  'allotment-return-time': {
    status: 422,
    zh: ['收回时间不对', '收回时间须晚于现在，并早于上一级的收回时间和活动开始时间。'],
    en: [
      'That return time does not fit',
      'It must be ahead, before the session begins and before the seats above return.',
    ],
  },
  'allotment-too-deep': {
    status: 409,
    zh: ['分得太细', '名额最多逐级划分六层，请在上一级直接划出。'],
    en: ['Divided too far', 'Seats can be divided six levels deep; carve these out further up.'],
  },
  'allotment-union': {
    status: 422,
    zh: ['请选择合适的工会', '名额只能再分给原工会所属的下级工会，请从列表中选择。'],
    en: [
      'Choose a fitting union',
      'Seats of a union can be given on to unions below it; choose one from the list.',
    ],
  },
  'too-many-allotments': {
    status: 409,
    zh: ['配额太多', '每场最多划出 {max} 份配额，请合并或收回一些。'],
    en: ['Too many allotments', 'A session has at most {max}; join some or take some back.'],
  },

  // Enrolling people
  'enrolment-closed': {
    status: 409,
    zh: ['报名已截止', '配额已收回或活动已开始，请联系文宫工作人员。'],
    en: ['Enrolment is over', 'The seats have been returned or the session has begun; ask the palace.'],
  },
  'roster-file-unreadable': {
    status: 422,
    zh: ['无法读取名单文件', '请使用模板，另存为 xlsx 或 CSV 后重新上传；不要加密，不要含宏。'],
    en: [
      'The file cannot be read',
      'Use the template, save it as xlsx or CSV and upload it again; no password, no macros.',
    ],
  },
  'roster-file-columns': {
    status: 422,
    zh: [
      '名单缺少必需的列',
      '表头须有“姓名”和“手机号”两列（“工号”可不填），列名要写在第一张工作表的前 10 行里。',
    ],
    en: [
      'Columns are missing',
      'Its header needs the columns 姓名 (name) and 手机号 (phone), within the first 10 rows of the first sheet; 工号 (number) is optional.',
    ],
  },
  'roster-file-too-large': {
    status: 422,
    zh: ['名单太大', '一个文件最多 {rows} 行，请分成几个文件上传。'],
    en: ['The file is too large', 'At most {rows} rows a file; split it.'],
  },
  'roster-file-changed': {
    status: 409,
    zh: ['文件与预览时不同', '请重新预览，核对每一行后再确认。'],
    en: ['This is not the file that was previewed', 'Preview it again, look at each row, then confirm.'],
  },
  'roster-changed': {
    status: 409,
    zh: ['情况刚有变化，没有人被报名', '预览之后有 {rows} 行不再可行，请重新预览后确认。'],
    en: [
      'Something has just changed; nobody was enrolled',
      '{rows} rows no longer work; preview again and confirm.',
    ],
  },
  'person-not-enrolled': {
    status: 409,
    zh: ['没有报上名', '{zh}。'],
    en: ['Not enrolled', '{en}.'],
  },
  'already-invited': {
    status: 409,
    zh: ['已为该手机号保留名额', '对方登录后名额自动生效，无需重复添加。'],
    en: [
      'A seat is kept for this number already',
      'It becomes theirs when they sign in; no need to add it again.',
    ],
  },
  'not-enrolled-by-union': {
    status: 409,
    zh: ['这不是工会代报的名额', '如不能参加，请直接取消预约。'],
    en: ['This was not booked by a union', 'If you cannot come, cancel the booking.'],
  },
} as const satisfies Entries;
