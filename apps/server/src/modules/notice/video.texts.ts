import type { MessageParams } from './notice.kinds.ts';
import { reasonEn, reasonZh } from './notice.words.ts';

/** Messages about somebody's own videos. */
export const videoTexts = {
  titles: {
    'video.ready': ['视频处理好了', 'Your video is ready'],
    'video.failed': ['视频无法使用', 'Your video cannot be used'],
    'video.taken-down': ['您的视频已下架', 'Your video was taken down'],
  },
  zh: {
    'video.ready': (p: MessageParams) => `您上传到${p.palace}的“${p.subject}”已处理完成，可以观看了。`,
    'video.failed': (p: MessageParams) =>
      `您上传到${p.palace}的“${p.subject}”无法处理。打开“我的视频”可以看到原因和怎么办。`,
    'video.taken-down': (p: MessageParams) =>
      `您在${p.palace}的视频“${p.subject}”已下架。${reasonZh(p)}如有疑问请联系场馆。`,
  },
  en: {
    'video.ready': (p: MessageParams) =>
      `“${p.subjectEn}”, uploaded to ${p.palaceEn}, has been processed and can be watched.`,
    'video.failed': (p: MessageParams) =>
      `“${p.subjectEn}”, uploaded to ${p.palaceEn}, cannot be processed. “My videos” says why and what to do.`,
    'video.taken-down': (p: MessageParams) =>
      `“${p.subjectEn}” at ${p.palaceEn} was taken down. ${reasonEn(p)} Ask the palace if in doubt.`,
  },
} as const;
