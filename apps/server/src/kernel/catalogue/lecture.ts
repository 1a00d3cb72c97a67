import type { Entries } from './entry.ts';

/** Errors of lectures. */
export const lectureErrors = {
  'series-slug-taken': {
    status: 409,
    zh: ['这个网址已被另一个讲座系列使用', '请换一个网址。'],
    en: ['Another series has this address', 'Choose another one.'],
  },
  'lecture-number-taken': {
    status: 409,
    zh: ['这个系列已有这一讲', '请核对讲次，或编辑已有的那一讲。'],
    en: ['The series has a lecture of this number', 'Check the number, or edit the lecture that has it.'],
  },
  'lecture-recording-taken': {
    status: 409,
    zh: ['这个视频已是另一讲的录像', '一个录像只能属于一讲，请另选视频。'],
    en: ['This video records another lecture', 'Choose another video: a recording belongs to one lecture.'],
  },
  'lecture-session-taken': {
    status: 409,
    zh: ['这个场次已属于另一讲', '一个场次只能对应一讲，请另选场次。'],
    en: ['This session is another lecture’s', 'Choose another session: it belongs to one lecture.'],
  },
  'lecture-recording-unknown': {
    status: 422,
    zh: ['找不到这个录像', '请从本馆的视频中选择。'],
    en: ['There is no such recording', 'Choose one of the palace’s own videos.'],
  },
  'lecture-session-unknown': {
    status: 422,
    zh: ['找不到这个场次', '请从本馆的场次中选择。'],
    en: ['There is no such session', 'Choose one of the palace’s own sessions.'],
  },
  'lecture-not-draft': {
    status: 409,
    zh: ['已发布过的讲座不能删除', '可以把它下架，需要时再重新发布。'],
    en: [
      'A lecture that was published cannot be removed',
      'Take it off the portal; it can be published again.',
    ],
  },
  'lecture-not-published': {
    status: 409,
    zh: ['这一讲还没有发布', '草稿不对外显示，可以直接修改或删除。'],
    en: ['This lecture is not published', 'Nobody sees a draft: change or remove it.'],
  },
  'speaker-in-use': {
    status: 409,
    zh: ['讲座中有这位主讲人，或主讲人不存在', '请先在讲座中换掉主讲人再删除；或刷新后重新选择。'],
    en: [
      'The speaker speaks in a lecture, or is gone',
      'Name somebody else there first; or reload and choose again.',
    ],
  },
  'archive-columns': {
    status: 422,
    zh: ['表格缺少必需的列', '第一行须有“讲次”“日期”“题目”三列（“主讲人”“简介”可不填）。'],
    en: [
      'Columns are missing',
      'The first row must have 讲次 (number), 日期 (date) and 题目 (title); 主讲人 and 简介 are optional.',
    ],
  },
  'archive-rows': {
    status: 422,
    zh: ['表格没有导入', '请改正第 {rows} 行后再导入；一行也没有写入。'],
    en: ['Nothing was imported', 'Correct row {rows} and try again; no row was taken.'],
  },
} as const satisfies Entries;
