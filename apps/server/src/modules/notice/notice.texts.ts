import { contestTexts } from './contest.texts.ts';
import { lectureTexts } from './lecture.texts.ts';
import type { MessageKind, MessageParams } from './notice.kinds.ts';
import {
  bookedEn,
  bookedZh,
  lostEn,
  lostZh,
  movedEn,
  movedZh,
  noteEn,
  noteZh,
  reasonEn,
  reasonZh,
  seatsEn,
  seatsZh,
  timeEn,
  timeZh,
  whenEn,
  whenZh,
  whereEn,
  whereZh,
} from './notice.words.ts';
import { passTexts } from './pass.texts.ts';
import { reviewTexts } from './review.texts.ts';
import { teamTexts } from './team.texts.ts';
import { videoTexts } from './video.texts.ts';

export interface Text {
  readonly title: string;
  readonly body: string;
}

/** The words of a message in Chinese and in English. */
export function textsOf(kind: MessageKind, params: MessageParams): { zh: Text; en: Text } {
  const [title, titleEn] = TITLES[kind];
  return {
    zh: { title: params.title ?? title, body: BODIES_ZH[kind](params) },
    en: { title: params.titleEn ?? titleEn, body: BODIES_EN[kind](params) },
  };
}

/** What a message is called. */
export const titlesOf = (kind: MessageKind): readonly [zh: string, en: string] => TITLES[kind];

const TITLES: Readonly<Record<MessageKind, readonly [zh: string, en: string]>> = {
  'booking.confirmed': ['预约成功', 'Your booking is confirmed'],
  'booking.waitlisted': ['已进入候补', 'You are on the waiting list'],
  'booking.offered': ['有名额了，请尽快确认', 'A seat is free: please confirm'],
  'booking.expired': ['候补名额已过期', 'The offered seat has gone'],
  'booking.lapsed': ['候补结束', 'The waiting list has closed'],
  'booking.cancelled': ['预约已被取消', 'Your booking was cancelled'],
  'booking.cancelled-by-host': ['活动取消', 'The activity is cancelled'],
  'booking.moved': ['活动时间或地点有变', 'Time or place has changed'],
  'booking.reseated': ['座位已调整', 'Your seats have changed'],
  'booking.offer-ending': ['名额即将让给下一位', 'Your offer is about to end'],
  'booking.reminder': ['活动提醒', 'Coming up'],
  'booking.reminder-soon': ['两小时后开始', 'Starting in two hours'],
  'booking.missed': ['您没有到场', 'You were missed'],
  'booking.series-enrolled': ['课程报名成功', 'You are enrolled'],
  'booking.series-date-added': ['课程加课', 'A session was added to your course'],
  'booking.seat-invited': ['有人请您接受一个名额', 'A seat is waiting for you'],
  'booking.companions-awaited': ['请让同行人确认', 'Your companions need to accept'],
  'booking.seat-taken': ['对方已接受', 'Your invitation was accepted'],
  'booking.seat-not-taken': ['邀请没有被接受', 'Your invitation was not accepted'],
  'booking.mailing': ['文宫来信', 'A message from the palace'],
  'credit.lowered': ['信用有变动', 'Your credit has changed'],
  'credit.appeal-decided': ['申诉有结果了', 'Your appeal has been answered'],
  'ballot.won': ['摇号中签，请确认', 'You won a place: please confirm'],
  'ballot.waiting': ['摇号候补', 'The ballot put you on the waiting list'],
  'ballot.lost': ['摇号结果：未中签', 'The ballot: no place this time'],
  'ballot.voided': ['摇号报名未生效', 'Your ballot entry did not count'],
  'ballot.called-off': ['摇号取消', 'The ballot is called off'],
  'space.booked': ['场地预订成功', 'Your space is booked'],
  'space.cancelled': ['场地预订已被取消', 'Your space booking was cancelled'],
  'space.closure': ['您预订的时段有停用安排', 'A closure at the time you booked'],
  ...passTexts.titles,
  ...reviewTexts.titles,
  ...videoTexts.titles,
  ...lectureTexts.titles,
  ...contestTexts.titles,
  ...teamTexts.titles,
};

/** What a message says, from its params. */
export type Body = (params: MessageParams) => string;

const BODIES_ZH: Readonly<Record<MessageKind, Body>> = {
  'booking.confirmed': (p) =>
    `《${p.subject}》${seatsZh(p)}${bookedZh(p)}。${whenZh(p)}，${whereZh(p)}。请凭票码入场。${p.union ? '如不能参加，请在预约详情中婉拒，把名额让给工友。' : ''}`,
  'booking.waitlisted': (p) =>
    `《${p.subject}》名额已满，您排在候补第 ${p.position} 位。有空位时会立即通知您。`,
  'booking.offered': (p) =>
    `《${p.subject}》为您留出${seatsZh(p)}，请在 ${timeZh(p.until, p)} 前确认，过时将让给下一位。${whenZh(p)}，${whereZh(p)}。`,
  'booking.expired': (p) =>
    `《${p.subject}》为您保留的名额未在规定时间内确认，已让给下一位。您可以重新候补。`,
  'booking.lapsed': (p) => `《${p.subject}》已经开始，很遗憾没有空出名额。欢迎看看其他场次。`,
  'booking.cancelled': (p) => `您在《${p.subject}》（${whenZh(p)}）的预约已由工作人员取消。${reasonZh(p)}`,
  'booking.cancelled-by-host': (p) =>
    `很抱歉，原定 ${whenZh(p)} 的《${p.subject}》不再举行，您的预约已取消。${reasonZh(p)}`,
  'booking.moved': (p) =>
    `《${p.subject}》${movedZh(p)}现为 ${whenZh(p)}，${whereZh(p)}。${p.conflict ? '新时间与您的其他预约冲突，请选择保留其一。' : '如不便参加，请及时取消，把名额让给别人。'}`,
  'booking.reseated': (p) =>
    `工作人员已将您在《${p.subject}》（${whenZh(p)}）的座位调整为 ${p.seatNames}，票码不变。如不方便，请联系 ${p.palace}。`,
  'booking.reminder': (p) =>
    `《${p.subject}》将于 ${whenZh(p)} 开始，${whereZh(p)}。${p.ask ? '请点开确认您会到场；' : ''}如不能到场，请尽早取消，把名额让给别人。`,
  'booking.reminder-soon': (p) =>
    `《${p.subject}》快要开始了：${whenZh(p)}，${whereZh(p)}。请带好票码；如不能到场，请马上取消，把名额让给别人。`,
  'booking.offer-ending': (p) =>
    `《${p.subject}》为您留的${seatsZh(p)}只保留到 ${timeZh(p.until, p)}，还想参加请马上确认，过时将让给下一位。`,
  'booking.missed': (p) =>
    `您预约的《${p.subject}》（${whenZh(p)}）没有签到记录。下次不能来时请提前取消，把名额让给别人；如有误，请联系 ${p.palace}。`,
  'booking.series-enrolled': (p) =>
    `${p.promoted ? '候补成功，已为您报名' : '您已报名'}《${p.subject}》，共 ${p.dates ?? 1} 次，最近一次 ${whenZh(p)}，${whereZh(p)}。某一次来不了，请提前在“我的预约”里请假。`,
  'booking.series-date-added': (p) =>
    `《${p.subject}》加了一次课：${whenZh(p)}，${whereZh(p)}，已为您留位。${p.conflict ? '这个时间与您的其他预约冲突，请选择保留其一。' : '来不了请提前请假。'}`,
  'booking.seat-invited': (p) =>
    `${p.invitation === 'companion' ? `有人邀请您同行参加《${p.subject}》` : `有人把《${p.subject}》的${seatsZh(p)}转让给您`}，请在 ${timeZh(p.until, p)} 前接受。${whenZh(p)}，${whereZh(p)}。`,
  'booking.companions-awaited': (p) =>
    `《${p.subject}》的同行人要用自己的账号确认。请把邀请链接发给他们，${timeZh(p.until, p)} 前没有确认的名额会让给别人。`,
  'booking.seat-taken': (p) =>
    p.invitation === 'companion'
      ? `${p.name ?? '同行人'}已接受邀请，《${p.subject}》的票在对方自己的账号里。`
      : `${p.name ?? '对方'}已接受您转让的《${p.subject}》（${whenZh(p)}），您的票已作废。`,
  'booking.seat-not-taken': (p) =>
    `${p.name ?? '对方'}${p.declined ? '谢绝了' : '没有在规定时间内接受'}您的邀请。${p.invitation === 'companion' ? `《${p.subject}》的这个名额已让给别人，您自己的票不受影响。` : `《${p.subject}》的预约仍是您的。`}`,
  'booking.mailing': (p) => p.text ?? '',
  'credit.lowered': (p) =>
    `《${p.subject}》（${whenZh(p)}）${lostZh(p)}，在 ${p.palace} 的信用减 ${p.points} 分，现为 ${p.score} 分，会随时间恢复。如因临时调班、生病等，可在 ${timeZh(p.until, p)} 前申诉。`,
  'credit.appeal-decided': (p) =>
    p.accepted
      ? `您就《${p.subject}》提出的申诉已通过${p.byStaff ? '' : '（场馆未在期限内答复，按通过处理）'}，这一条不再计分，现为 ${p.score} 分。${noteZh(p)}`
      : `您就《${p.subject}》提出的申诉未通过，信用维持 ${p.score} 分，会随时间恢复。${noteZh(p)}`,
  'ballot.won': (p) =>
    `恭喜，《${p.subject}》摇号中签！为您保留${seatsZh(p)}，请在 ${timeZh(p.until, p)} 前确认，过时将让给候补。${whenZh(p)}，${whereZh(p)}。`,
  'ballot.waiting': (p) =>
    `《${p.subject}》摇号未直接中签，您按摇出的次序排在候补第 ${p.position} 位，有空位时会通知您。`,
  'ballot.lost': (p) =>
    `《${p.subject}》本次摇号没有中签。这次未中会计入您在 ${p.palace} 的下次摇号。结果公开，可自行验证。`,
  'ballot.voided': (p) =>
    `您对《${p.subject}》的摇号报名未能生效：开奖时您的会员或职工类别资格已不符合要求。如有误，请联系 ${p.palace}。`,
  'ballot.called-off': (p) =>
    `很抱歉，原定 ${whenZh(p)} 的《${p.subject}》不再举行，摇号取消，您的报名作废。`,
  'space.booked': (p) => `${p.palace} ${p.subject}，${whenZh(p)}，已为您预订。`,
  'space.closure': (p) =>
    `${p.palace} ${p.subject} 在您预订的时段（${whenZh(p)}）停用，您的预订仍然保留，凭预订入场。${reasonZh(p)}`,
  'space.cancelled': (p) =>
    `您在 ${p.palace} ${p.subject}（${whenZh(p)}）的预订已由工作人员取消。${reasonZh(p)}`,
  ...passTexts.zh,
  ...reviewTexts.zh,
  ...videoTexts.zh,
  ...lectureTexts.zh,
  ...contestTexts.zh,
  ...teamTexts.zh,
};

const BODIES_EN: Readonly<Record<MessageKind, Body>> = {
  'booking.confirmed': (p) =>
    `${bookedEn(p)} ${seatsEn(p)}“${p.subjectEn}”, ${whenEn(p)}, ${whereEn(p)}. Show your ticket’s code at the door.${p.union ? ' If you cannot come, decline in the booking’s page so that a colleague can.' : ''}`,
  'booking.waitlisted': (p) =>
    `“${p.subjectEn}” is full; you are number ${p.position} on the waiting list. We tell you at once when a seat is free.`,
  'booking.offered': (p) =>
    `A seat for “${p.subjectEn}” is kept for you until ${timeEn(p.until, p)}; then it goes to the next. ${whenEn(p)}, ${whereEn(p)}.`,
  'booking.expired': (p) =>
    `The seat kept for you at “${p.subjectEn}” was not confirmed in time and went to the next. You may join the waiting list again.`,
  'booking.lapsed': (p) => `“${p.subjectEn}” has begun and no seat came free. Have a look at other dates.`,
  'booking.cancelled': (p) =>
    `Your booking for “${p.subjectEn}” (${whenEn(p)}) was cancelled by the staff. ${reasonEn(p)}`,
  'booking.cancelled-by-host': (p) =>
    `Sorry: “${p.subjectEn}”, planned for ${whenEn(p)}, does not take place and your booking is cancelled. ${reasonEn(p)}`,
  'booking.moved': (p) =>
    `“${p.subjectEn}” ${movedEn(p)}is now ${whenEn(p)}, ${whereEn(p)}. ${p.conflict ? 'The new time clashes with another booking of yours: please keep one of them.' : 'If you cannot come, please cancel so that somebody else can.'}`,
  'booking.reseated': (p) =>
    `The staff moved your seats at “${p.subjectEn}” (${whenEn(p)}) to: ${p.seatNamesEn}. Your tickets stay valid. If this does not suit you, tell ${p.palaceEn}.`,
  'booking.reminder': (p) =>
    `“${p.subjectEn}” begins ${whenEn(p)}, ${whereEn(p)}. ${p.ask ? 'Please open this and say that you will come. ' : ''}If you cannot come, please cancel so that somebody else can.`,
  'booking.reminder-soon': (p) =>
    `“${p.subjectEn}” begins soon: ${whenEn(p)}, ${whereEn(p)}. Have your ticket ready; if you cannot come, please cancel now so that somebody else can.`,
  'booking.offer-ending': (p) =>
    `The seat kept for you at “${p.subjectEn}” goes to the next at ${timeEn(p.until, p)}. Confirm now if you still want it.`,
  'booking.missed': (p) =>
    `There is no check-in for your booking of “${p.subjectEn}” (${whenEn(p)}). Next time please cancel early so that somebody else can come; if this is wrong, tell ${p.palaceEn}.`,
  'booking.series-enrolled': (p) =>
    `${p.promoted ? 'A place came free and you are' : 'You are'} enrolled in “${p.subjectEn}”: ${p.dates ?? 1} sessions, the next ${whenEn(p)}, ${whereEn(p)}. If you cannot come once, give that date up in time under “My bookings”.`,
  'booking.series-date-added': (p) =>
    `“${p.subjectEn}” has one session more: ${whenEn(p)}, ${whereEn(p)}; a seat is kept for you. ${p.conflict ? 'It clashes with another booking of yours: please keep one of them.' : 'If you cannot come, give it up in time.'}`,
  'booking.seat-invited': (p) =>
    `${p.invitation === 'companion' ? `You are invited to come along to “${p.subjectEn}”` : `Somebody hands you ${seatsEn(p)}“${p.subjectEn}”`}: accept before ${timeEn(p.until, p)}. ${whenEn(p)}, ${whereEn(p)}.`,
  'booking.companions-awaited': (p) =>
    `Your companions for “${p.subjectEn}” accept with their own accounts. Send them their links: seats not accepted before ${timeEn(p.until, p)} go to others.`,
  'booking.seat-taken': (p) =>
    p.invitation === 'companion'
      ? `${p.name ?? 'Your companion'} has accepted; the ticket for “${p.subjectEn}” is in their own account.`
      : `${p.name ?? 'The person you invited'} has taken over “${p.subjectEn}” (${whenEn(p)}); your ticket is no longer valid.`,
  'booking.seat-not-taken': (p) =>
    `${p.name ?? 'The person you invited'} ${p.declined ? 'declined' : 'did not answer in time'}. ${p.invitation === 'companion' ? `That seat at “${p.subjectEn}” went to others; your own ticket stays.` : `Your booking of “${p.subjectEn}” stays yours.`}`,
  'booking.mailing': (p) => p.textEn ?? '',
  'credit.lowered': (p) =>
    `“${p.subjectEn}” (${whenEn(p)}): ${lostEn(p)}. Your credit at ${p.palaceEn} is ${p.points} lower, now ${p.score}, and recovers with time. After a shift change, an illness or the like, appeal by ${timeEn(p.until, p)}.`,
  'credit.appeal-decided': (p) =>
    p.accepted
      ? `Your appeal about “${p.subjectEn}” is accepted${p.byStaff ? '' : ' (the palace did not answer in time)'}: the entry counts no longer and your credit is ${p.score}. ${noteEn(p)}`
      : `Your appeal about “${p.subjectEn}” is not accepted; your credit stays at ${p.score} and recovers with time. ${noteEn(p)}`,
  'ballot.won': (p) =>
    `You won a place at “${p.subjectEn}”. It is kept until ${timeEn(p.until, p)}: please confirm, or it goes to the next. ${whenEn(p)}, ${whereEn(p)}.`,
  'ballot.waiting': (p) =>
    `No place at “${p.subjectEn}” yet: in the drawn order you are number ${p.position} on the waiting list. We tell you when one is free.`,
  'ballot.lost': (p) =>
    `No place at “${p.subjectEn}” this time. It counts for your next ballot at ${p.palaceEn}. The result is public and can be verified.`,
  'ballot.voided': (p) =>
    `Your entry for “${p.subjectEn}” did not count: your membership or category no longer met the conditions at the draw. If this is wrong, tell ${p.palaceEn}.`,
  'ballot.called-off': (p) =>
    `Sorry: “${p.subjectEn}”, planned for ${whenEn(p)}, does not take place. The ballot is called off.`,
  'space.booked': (p) => `${p.subjectEn} at ${p.palaceEn} is yours ${whenEn(p)}.`,
  'space.closure': (p) =>
    `${p.subjectEn} at ${p.palaceEn} is closed at the time you booked (${whenEn(p)}), but your booking stands. ${reasonEn(p)}`,
  'space.cancelled': (p) =>
    `Your booking of ${p.subjectEn} at ${p.palaceEn} (${whenEn(p)}) was cancelled by the staff. ${reasonEn(p)}`,
  ...passTexts.en,
  ...reviewTexts.en,
  ...videoTexts.en,
  ...lectureTexts.en,
  ...contestTexts.en,
  ...teamTexts.en,
};
