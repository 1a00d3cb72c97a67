import type {
  AppealReason,
  AppealStatus,
  CreditEntryKind,
  CreditGrade,
  CreditRelief,
} from '@wengong/contract';
import { defineMessages } from '#lib/i18n/messages.ts';

export const gradeNames = defineMessages({
  zh: { excellent: '优', good: '良', fair: '中', low: '低' },
  en: { excellent: 'Excellent', good: 'Good', fair: 'Fair', low: 'Low' },
} satisfies { zh: Record<CreditGrade, string>; en: Record<CreditGrade, string> });

/** `late_space`: a late cancellation of a space. */
type EntryName = CreditEntryKind | 'late_space';

export const entryNames = defineMessages({
  zh: { no_show: '预约了没有到场', late_cancel: '临近开始才取消', late_space: '场地临近开始才取消' },
  en: {
    no_show: 'Booked and not attended',
    late_cancel: 'Cancelled shortly before the start',
    late_space: 'Space given back shortly before the start',
  },
} satisfies { zh: Record<EntryName, string>; en: Record<EntryName, string> });

export const reliefNames = defineMessages({
  zh: { appeal: '申诉已通过', unanswered: '场馆未按时答复，申诉按通过处理', attended: '已核实到场' },
  en: {
    appeal: 'Appeal accepted',
    unanswered: 'Not answered in time, so accepted',
    attended: 'You did come, as was found later',
  },
} satisfies { zh: Record<CreditRelief, string>; en: Record<CreditRelief, string> });

export const reasonNames = defineMessages({
  zh: {
    shift_change: '临时调班、加班',
    illness: '本人或家人生病',
    transport: '交通受阻',
    palace_fault: '场馆方面的原因',
    other: '其他',
  },
  en: {
    shift_change: 'My shift was changed',
    illness: 'Illness, mine or in my family',
    transport: 'I could not get there',
    palace_fault: 'It was the palace’s doing',
    other: 'Something else',
  },
} satisfies { zh: Record<AppealReason, string>; en: Record<AppealReason, string> });

export const appealNames = defineMessages({
  zh: { open: '等待答复', accepted: '已通过', rejected: '未通过' },
  en: { open: 'Waiting for an answer', accepted: 'Accepted', rejected: 'Not accepted' },
} satisfies { zh: Record<AppealStatus, string>; en: Record<AppealStatus, string> });

export const creditMessages = defineMessages({
  zh: {
    title: '我的信用',
    intro: '预约了来不了，及早取消，名额就能给别人。临近取消和没到场会扣几分，之后慢慢恢复；从不封禁任何人。',
    none: '信用完好',
    noneText: '没有任何扣分记录，预约不受影响。',
    scoreOf: (score: string) => `信用 ${score} 分，满分 100`,
    outOf: '/ 100',
    means: '现在意味着',
    meansNothing: '对预约没有任何影响。',
    meansOff: '本馆目前不计信用。',
    maxActive: (count: string) => `同时最多有 ${count} 个预约`,
    noCompanions: '暂时只能为自己预约，不能替同行人占位',
    confirm: '活动前一天会请您点一下“会到场”；不点也不会取消',
    recovers: (grade: string, when: string) => `如果没有新的记录，${when} 恢复到“${grade}”。`,
    curve: '恢复的样子',
    curveLabel: (from: string, to: string, weeks: string) =>
      `从现在的 ${from} 分开始，${weeks} 周后约 ${to} 分`,
    now: '现在',
    weeks: (count: string) => `${count} 周后`,
    history: '记录',
    points: (points: string) => `−${points} 分`,
    pointsNow: (points: string) => `现在还计 ${points} 分`,
    decays: (days: string) => `每 ${days} 天减半`,
    gone: '不再计分',
    appeal: '申诉',
    appealLong: '有特殊情况？申诉',
    appealText: '告诉场馆发生了什么。通过后这一条不再计分；每条可申诉一次。',
    appealUntil: (when: string) => `${when} 前可申诉`,
    appealOver: '申诉期已过',
    reason: '原因',
    text: '说明',
    textHint: '选“其他”时请写明。不必写病情细节。',
    send: '提交申诉',
    sent: '申诉已提交，场馆会在期限内答复；逾期未答复按通过处理。',
    answerBy: (when: string) => `场馆应在 ${when} 前答复，逾期按通过处理`,
    said: (note: string) => `场馆说：${note}`,
    rules: (noShow: string, late: string, days: string) =>
      `本馆现行规则：没到场扣 ${noShow} 分，临近取消扣 ${late} 分，每 ${days} 天恢复一半。规则改过的，每次预约仍按当时的规则算。`,
    seeBooking: '看这次预约',
    // Before booking
    noticeCost: (late: string, noShow: string) =>
      `临近取消减信用 ${late} 分，没有到场减 ${noShow} 分，会随时间恢复。`,
    noticeStanding: (score: string, grade: string) => `您在本馆的信用为 ${score} 分（${grade}）。`,
    seeMine: '我的信用',
    // One booking
    cancelCost: (points: string, score: string, grade: string) =>
      `已过免责取消时间。现在取消减信用 ${points} 分，减后为 ${score} 分（${grade}），会随时间恢复。要取消吗？`,
    cancelFree: '已过免责取消时间，但不影响您的信用。要取消吗？',
    cancelGrace: (when: string) => `刚预约不久，${when} 前取消不扣信用。要取消吗？`,
    askTitle: '请确认您会到场',
    askText: '点一下就好。不确认也不会取消；确定不来，请取消预约，把名额让给别人。',
    askButton: '我会到场',
    askDone: '已确认到场，谢谢。',
    entered: (points: string) => `这次预约减了 ${points} 分信用。`,
  },
  en: {
    title: 'My credit',
    intro:
      'If you cannot come, cancel early and somebody else can. Cancelling late or not coming costs a few points that come back with time; nobody is ever banned.',
    none: 'Your credit is whole',
    noneText: 'Nothing has been entered; your bookings are not affected.',
    scoreOf: (score: string) => `Credit ${score} of 100`,
    outOf: '/ 100',
    means: 'What it means now',
    meansNothing: 'Nothing for your bookings.',
    meansOff: 'This palace does not count credit at present.',
    maxActive: (count: string) =>
      count === '1' ? 'One booking ahead at a time' : `At most ${count} bookings ahead at a time`,
    noCompanions: 'For now you book for yourself, without places for companions',
    confirm: 'The day before, we ask you to tap “I will come”; no answer cancels nothing',
    recovers: (grade: string, when: string) => `If nothing is added, it is “${grade}” again on ${when}.`,
    curve: 'How it recovers',
    curveLabel: (from: string, to: string, weeks: string) =>
      `From ${from} now to about ${to} in ${weeks} weeks`,
    now: 'now',
    weeks: (count: string) => `in ${count} weeks`,
    history: 'Entries',
    points: (points: string) => `−${points}`,
    pointsNow: (points: string) => `costs ${points} now`,
    decays: (days: string) => `halves every ${days} days`,
    gone: 'Counts no longer',
    appeal: 'Appeal',
    appealLong: 'There was a reason? Appeal',
    appealText:
      'Tell the palace what happened. Accepted, the entry counts no longer; each can be appealed once.',
    appealUntil: (when: string) => `Appeal by ${when}`,
    appealOver: 'The time to appeal is over',
    reason: 'Reason',
    text: 'What happened',
    textHint: 'Needed with “Something else”. Leave medical details out.',
    send: 'Send the appeal',
    sent: 'Sent. The palace answers within its time; unanswered it counts as accepted.',
    answerBy: (when: string) => `To be answered by ${when}, else accepted`,
    said: (note: string) => `The palace says: ${note}`,
    rules: (noShow: string, late: string, days: string) =>
      `Rules here now: not coming costs ${noShow}, cancelling late ${late}; half is back every ${days} days. Each booking keeps the rules it was made under.`,
    seeBooking: 'This booking',
    noticeCost: (late: string, noShow: string) =>
      `Cancelling late costs ${late} points of credit, not coming ${noShow}; they come back with time.`,
    noticeStanding: (score: string, grade: string) => `Your credit here is ${score} (${grade}).`,
    seeMine: 'My credit',
    cancelCost: (points: string, score: string, grade: string) =>
      `The time for free cancelling has passed. Cancelling now costs ${points} points; your credit would be ${score} (${grade}) and comes back with time. Cancel?`,
    cancelFree: 'The time for free cancelling has passed, but your credit is not affected. Cancel?',
    cancelGrace: (when: string) => `You booked just now: until ${when} cancelling costs nothing. Cancel?`,
    askTitle: 'Will you come?',
    askText: 'One tap. No answer cancels nothing; if you cannot come, cancel so that somebody else can.',
    askButton: 'I will come',
    askDone: 'You said that you will come. Thank you.',
    entered: (points: string) => `This booking cost ${points} points of credit.`,
  },
});
