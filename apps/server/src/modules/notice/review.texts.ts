import type { MessageParams } from './notice.kinds.ts';

const whyZh = ({ text }: MessageParams) => (text ? `原因：${text}。` : '');
const whyEn = ({ textEn }: MessageParams) => (textEn ? `Reason: ${textEn}. ` : '');

/** Messages about what people uploaded or reported. `text`: why. */
export const reviewTexts = {
  titles: {
    'review.approved': ['审核通过', 'Approved'],
    'review.rejected': ['审核未通过', 'Not approved'],
    'review.taken-down': ['内容已下架', 'Taken down'],
    'review.appeal-refused': ['申诉未通过', 'Your appeal was refused'],
    'review.report-upheld': ['您举报的内容已处理', 'What you reported was taken down'],
    'review.report-dismissed': ['您的举报已核实', 'Your report was looked at'],
  },
  zh: {
    'review.approved': (p: MessageParams) => `您在${p.palace}的“${p.subject}”已通过审核，大家可以看到了。`,
    'review.rejected': (p: MessageParams) =>
      `您在${p.palace}的“${p.subject}”未通过审核。${whyZh(p)}可以修改后重新上传；如有不同意见，可以申诉一次。`,
    'review.taken-down': (p: MessageParams) =>
      `您在${p.palace}的“${p.subject}”已下架。${whyZh(p)}如有不同意见，可以申诉一次。`,
    'review.appeal-refused': (p: MessageParams) =>
      `另一位审核员看过您对“${p.subject}”的申诉，维持原来的决定。${whyZh(p)}可以修改后重新上传。`,
    'review.report-upheld': (p: MessageParams) =>
      `您举报的“${p.subject}”经${p.palace}核实，已经下架。谢谢您。`,
    'review.report-dismissed': (p: MessageParams) =>
      `您举报的“${p.subject}”经${p.palace}核实，没有发现违规，继续展示。谢谢您的关心。`,
  },
  en: {
    'review.approved': (p: MessageParams) =>
      `“${p.subjectEn}” at ${p.palaceEn} is approved: everybody can see it.`,
    'review.rejected': (p: MessageParams) =>
      `“${p.subjectEn}” at ${p.palaceEn} was not approved. ${whyEn(p)}Change it and upload it again; if you disagree, you can appeal once.`,
    'review.taken-down': (p: MessageParams) =>
      `“${p.subjectEn}” at ${p.palaceEn} was taken down. ${whyEn(p)}If you disagree, you can appeal once.`,
    'review.appeal-refused': (p: MessageParams) =>
      `Another reviewer has looked at your appeal about “${p.subjectEn}”: the decision stays. ${whyEn(p)}You can change it and upload it again.`,
    'review.report-upheld': (p: MessageParams) =>
      `“${p.subjectEn}”, which you reported, was taken down by ${p.palaceEn}. Thank you.`,
    'review.report-dismissed': (p: MessageParams) =>
      `${p.palaceEn} has looked at “${p.subjectEn}”, which you reported, and found nothing wrong: it stays. Thank you for taking care.`,
  },
} as const;
