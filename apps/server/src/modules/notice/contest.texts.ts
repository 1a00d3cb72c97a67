import type { MessageParams } from './notice.kinds.ts';
import { noteEn, noteZh } from './notice.words.ts';

/** Messages about contest entries. `subject` is the entry, `label` the contest, `name` the round, `position` the place. */
export const contestTexts = {
  titles: {
    'contest.entry-approved': ['参赛作品已通过', 'Your entry is approved'],
    'contest.entry-rejected': ['参赛作品未通过', 'Your entry was not approved'],
    'contest.entry-taken-down': ['参赛作品已下架', 'Your entry was taken down'],
    'contest.entry-advanced': ['恭喜晋级', 'You go on to the next round'],
    'contest.entry-out': ['本轮成绩已公布', 'The round’s result is out'],
    'contest.entry-prize': ['恭喜获奖', 'You won a prize'],
    'contest.votes-voided': ['您的投票被作废', 'A vote of yours was voided'],
    'contest.appeal-upheld': ['申诉成立', 'Your appeal was upheld'],
    'contest.appeal-dismissed': ['申诉未成立', 'Your appeal was not upheld'],
    'contest.nominated': ['工会推荐您参赛', 'Your union nominates you'],
  },
  zh: {
    'contest.entry-approved': (p: MessageParams) =>
      `您在“${p.label}”的作品《${p.subject}》已通过审核，开始展示。请邀请工友来看。`,
    'contest.entry-rejected': (p: MessageParams) =>
      `您在“${p.label}”的作品《${p.subject}》未通过审核。${noteZh(p)}报名截止前可以重新提交一件。`,
    'contest.entry-taken-down': (p: MessageParams) =>
      `您在“${p.label}”的作品《${p.subject}》已被${p.palace}下架。${noteZh(p)}如有疑问请联系场馆。`,
    'contest.entry-advanced': (p: MessageParams) =>
      `您的作品《${p.subject}》在“${p.label}”${p.name}中名列第 ${p.position}，晋级下一轮。`,
    'contest.entry-out': (p: MessageParams) =>
      `“${p.label}”${p.name}结果已公布，您的作品《${p.subject}》名列第 ${p.position}。感谢参与，结果和投票都可以查验。`,
    'contest.entry-prize': (p: MessageParams) =>
      `您的作品《${p.subject}》在“${p.label}”中获得${p.text}。证书已签发，可在“参赛作品”中查看和打印。`,
    'contest.votes-voided': (p: MessageParams) =>
      `您在“${p.label}”中投给《${p.subject}》的票被${p.palace}作废。${noteZh(p)}如有异议，可在“我的投票”中申诉，由另一位工作人员处理。`,
    'contest.appeal-upheld': (p: MessageParams) =>
      `您就“${p.label}”《${p.subject}》投票作废提出的申诉成立，相应投票恢复计票。${noteZh(p)}`,
    'contest.appeal-dismissed': (p: MessageParams) =>
      `您就“${p.label}”《${p.subject}》投票作废提出的申诉未成立。${noteZh(p)}投票文件公开，结果可以查验。`,
    'contest.nominated': (p: MessageParams) =>
      `${p.union ?? '所在工会'}推荐您以《${p.subject}》参加“${p.label}”。请在报名截止前确认参赛或谢绝，视频可以稍后补充。`,
  },
  en: {
    'contest.entry-approved': (p: MessageParams) =>
      `Your entry “${p.subjectEn}” in “${p.label}” is approved and shown. Tell your colleagues.`,
    'contest.entry-rejected': (p: MessageParams) =>
      `Your entry “${p.subjectEn}” in “${p.label}” was not approved. ${noteEn(p)} You can send another until entries close.`,
    'contest.entry-taken-down': (p: MessageParams) =>
      `Your entry “${p.subjectEn}” in “${p.label}” was taken down by ${p.palaceEn}. ${noteEn(p)} Ask the palace if in doubt.`,
    'contest.entry-advanced': (p: MessageParams) =>
      `Your entry “${p.subjectEn}” came ${p.position} in “${p.label}” and goes on to the next round.`,
    'contest.entry-out': (p: MessageParams) =>
      `The result of a round of “${p.label}” is out: your entry “${p.subjectEn}” came ${p.position}. Result and votes can be checked.`,
    'contest.entry-prize': (p: MessageParams) =>
      `Your entry “${p.subjectEn}” won ${p.textEn} in “${p.label}”. The certificate is under “Contest entries”.`,
    'contest.votes-voided': (p: MessageParams) =>
      `A vote of yours for “${p.subjectEn}” in “${p.label}” was voided by ${p.palaceEn}. ${noteEn(p)} You can appeal under “My votes”; somebody else decides.`,
    'contest.appeal-upheld': (p: MessageParams) =>
      `Your appeal about “${p.subjectEn}” in “${p.label}” was upheld: the votes count again. ${noteEn(p)}`,
    'contest.appeal-dismissed': (p: MessageParams) =>
      `Your appeal about “${p.subjectEn}” in “${p.label}” was not upheld. ${noteEn(p)} The votes are published and can be counted again.`,
    'contest.nominated': (p: MessageParams) =>
      `${p.unionEn ?? 'Your union'} nominates you with “${p.subjectEn}” for “${p.label}”. Enter or decline before entries close; the video may follow later.`,
  },
} as const;
