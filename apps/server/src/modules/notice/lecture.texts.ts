import type { MessageParams } from './notice.kinds.ts';

/** Messages to who asked to be told of new lectures. */
export const lectureTexts = {
  titles: { 'lecture.published': ['新的一讲上线了', 'A new lecture'] },
  zh: {
    'lecture.published': (p: MessageParams) =>
      `${p.palace}“${p.label ?? ''}”第 ${p.number ?? 1} 讲“${p.subject}”已发布，可以观看和收听了。`,
  },
  en: {
    'lecture.published': (p: MessageParams) =>
      `Lecture ${p.number ?? 1} of “${p.labelEn ?? p.label ?? ''}” at ${p.palaceEn} is out: “${p.subjectEn}”.`,
  },
} as const;
