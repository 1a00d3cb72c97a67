import type { MessageParams } from './notice.kinds.ts';
import { dayEn, dayZh, reasonEn, reasonZh } from './notice.words.ts';

const leftZh = ({ left }: MessageParams) => (left == null ? '不限次数' : `还可用 ${left} 次`);
const leftEn = ({ left }: MessageParams) =>
  left == null ? 'any number of visits' : `${left} ${left === 1 ? 'visit' : 'visits'} left`;
const paidZh = ({ amountFen }: MessageParams) => (amountFen ? `退款 ${amountFen / 100} 元。` : '');
const paidEn = ({ amountFen }: MessageParams) => (amountFen ? `¥${amountFen / 100} was paid back. ` : '');

/** Messages about passes; they begin and end with the pass. */
export const passTexts = {
  titles: {
    'pass.issued': ['您有一张新卡', 'You have a new pass'],
    'pass.expiring': ['您的卡快到期了', 'Your pass runs out soon'],
    'pass.extended': ['您的卡已延期', 'Your pass was extended'],
    'pass.voided': ['您的卡已作废', 'Your pass is void'],
  },
  zh: {
    'pass.issued': (p: MessageParams) =>
      `${p.palace}为您开通了“${p.subject}”，${leftZh(p)}，有效期至 ${dayZh(p)}。预约收费活动时选择用卡即可。`,
    'pass.expiring': (p: MessageParams) =>
      `您在${p.palace}的“${p.subject}”将于 ${dayZh(p)} 到期，${leftZh(p)}。看看近期有什么想参加的。`,
    'pass.extended': (p: MessageParams) =>
      `您在${p.palace}的“${p.subject}”有效期改为 ${dayZh(p)}，${leftZh(p)}。${reasonZh(p)}`,
    'pass.voided': (p: MessageParams) =>
      `您在${p.palace}的“${p.subject}”已由前台作废。${paidZh(p)}如有疑问请联系前台。${reasonZh(p)}`,
  },
  en: {
    'pass.issued': (p: MessageParams) =>
      `${p.palaceEn} gave you “${p.subjectEn}”: ${leftEn(p)}, good until ${dayEn(p)}. Pay with it when you book something that costs.`,
    'pass.expiring': (p: MessageParams) =>
      `“${p.subjectEn}” of ${p.palaceEn} runs out on ${dayEn(p)}: ${leftEn(p)}. Have a look at what is coming up.`,
    'pass.extended': (p: MessageParams) =>
      `“${p.subjectEn}” of ${p.palaceEn} is now good until ${dayEn(p)}: ${leftEn(p)}. ${reasonEn(p)}`,
    'pass.voided': (p: MessageParams) =>
      `“${p.subjectEn}” of ${p.palaceEn} was ended by the front desk. ${paidEn(p)}Ask the desk if in doubt. ${reasonEn(p)}`,
  },
} as const;
