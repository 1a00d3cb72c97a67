import type { MessageParams } from './notice.kinds.ts';
import { timeEn, timeZh, whenEn, whenZh } from './notice.words.ts';

const seatsEn = ({ left }: MessageParams) => `${left ?? 0} ${left === 1 ? 'seat' : 'seats'}`;

/** Messages to whoever leads a team. */
export const teamTexts = {
  titles: {
    'team.joined': ['有队友领了名额', 'Somebody has joined your team'],
    'team.closing': ['团队名额还没领完', 'Seats of your team are still to be taken'],
    'team.closed': ['团队预留已截止', 'Your team is complete'],
  },
  zh: {
    'team.joined': (p: MessageParams) =>
      `${p.name}已加入“${p.label}”，参加《${p.subject}》（${whenZh(p)}）。${p.left ? `还有 ${p.left} 个名额没人领。` : '名额已领完。'}`,
    'team.closing': (p: MessageParams) =>
      `“${p.label}”在《${p.subject}》的预留还有 ${p.left} 个名额没人领，${timeZh(p.until, p)} 自动退回。请把链接再发给队友。`,
    'team.closed': (p: MessageParams) =>
      `“${p.label}”在《${p.subject}》（${whenZh(p)}）的预留已截止。${p.left ? `没人领的 ${p.left} 个名额已退回给大家。` : '名额全部领完，到时见。'}`,
  },
  en: {
    'team.joined': (p: MessageParams) =>
      `${p.name} has joined “${p.label}” for “${p.subjectEn}” (${whenEn(p)}). ${p.left ? `${seatsEn(p)} still to be taken.` : 'All seats are taken.'}`,
    'team.closing': (p: MessageParams) =>
      `“${p.label}”: ${seatsEn(p)} at “${p.subjectEn}” still to be taken by ${timeEn(p.until, p)}; then the rest goes back. Send your people the link again.`,
    'team.closed': (p: MessageParams) =>
      `“${p.label}” for “${p.subjectEn}” (${whenEn(p)}) is closed. ${p.left ? `What nobody took (${p.left}) went back to everybody.` : 'All seats were taken.'}`,
  },
} as const;
