import { defineMessages } from '#lib/i18n/messages.ts';

/** Words about a cover picture. */
export const coverMessages = defineMessages({
  zh: {
    cover: '封面图片',
    hint: 'JPEG、PNG 或 WebP，至少 480 像素宽，最大 12 MB；横图最好看。不传则自动画一张海报。',
    choose: '选择图片',
    replace: '换一张',
    remove: '用自动海报',
    uploading: '正在上传……',
    tooLarge: '图片超过 12 MB，请缩小后再传。',
    lost: '没有上传成功，请检查网络后再选一次。',
    alt: '图片说明',
    altHint: '给看不见图片的人读的一句话，例如“孩子们在写毛笔字”。',
  },
  en: {
    cover: 'Cover picture',
    hint: 'JPEG, PNG or WebP, at least 480 pixels wide, 12 MB at most; landscape looks best. Without one a poster is drawn.',
    choose: 'Choose a picture',
    replace: 'Choose another',
    remove: 'Use the drawn poster',
    uploading: 'Uploading…',
    tooLarge: 'The picture is larger than 12 MB; make it smaller first.',
    lost: 'The upload failed; check the network and choose it again.',
    alt: 'What it shows',
    altHint: 'A sentence for people who cannot see it, e.g. “Children writing with brushes”.',
  },
});
