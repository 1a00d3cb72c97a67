import type { Entries } from './entry.ts';

/** Errors of videos. */
export const mediaErrors = {
  'storage-full': {
    status: 507,
    zh: ['服务器存储空间不足', '已上传的内容不会丢失，请稍后继续上传。'],
    en: ['The server is short of space', 'What you have sent is kept; go on later.'],
  },
  'video-too-large': {
    status: 413,
    zh: ['视频文件太大', '最大 {limit} MB，请剪短或降低清晰度后再传。'],
    en: ['The video file is too large', 'At most {limit} MB: make it shorter or record at a lower quality.'],
  },
  'video-quota': {
    status: 409,
    zh: ['您的视频空间已满', '请在“我的视频”中删除不需要的视频后再传。'],
    en: ['Your space for videos is used up', 'Delete videos you no longer need under “My videos”.'],
  },
  'palace-video-quota': {
    status: 409,
    zh: ['本馆的视频空间已满', '请联系场馆工作人员。'],
    en: ['The palace’s space for videos is used up', 'Ask the staff of the palace.'],
  },
  'too-many-uploads': {
    status: 409,
    zh: ['同时上传的视频太多', '请先完成或取消正在上传的视频。'],
    en: ['Too many uploads at once', 'Finish or cancel those under way first.'],
  },
  'upload-incomplete': {
    status: 409,
    zh: ['视频还没有传完', '请在原来的设备上继续上传。'],
    en: ['The video has not arrived completely', 'Go on uploading on the device it is on.'],
  },
  'upload-over': {
    status: 410,
    zh: ['这次上传已失效', '请重新选择文件上传。'],
    en: ['This upload is over', 'Choose the file again.'],
  },
  'upload-conflict': {
    status: 409,
    zh: ['续传位置不一致', '请刷新后继续上传，已传的部分不会丢失。'],
    en: ['The upload is at another place', 'Reload and go on; nothing sent is lost.'],
  },
  'video-not-ready': {
    status: 409,
    zh: ['视频还没有处理好', '请等处理完成后再操作。'],
    en: ['The video is not ready yet', 'Wait until it is processed.'],
  },
  'video-in-use': {
    status: 409,
    zh: ['这个视频正在被使用', '它已公开或已参赛，请先撤回。'],
    en: ['This video is in use', 'It is public or entered somewhere: withdraw it there first.'],
  },
  'video-public': {
    status: 409,
    zh: ['视频已公开，不能修改', '请联系场馆工作人员。'],
    en: ['The video is public and cannot be changed', 'Ask the staff of the palace.'],
  },
  'captions-unreadable': {
    status: 422,
    zh: ['字幕无法识别', '第 {line} 行的时间或文字不对；请上传 WebVTT 或 SRT 文件。'],
    en: ['The captions cannot be read', 'Line {line} has no proper times or words; give WebVTT or SRT.'],
  },
  'counts-columns': {
    status: 422,
    zh: ['表格缺少必要的列', '表头应有“视频”“平台”“数量”“来源”“截至日期”，可下载模板填写。'],
    en: ['The list lacks columns', 'Its header needs 视频, 平台, 数量, 来源 and 截至日期: use the template.'],
  },
  'counts-roster-changed': {
    status: 409,
    zh: ['表格里的情况已变化', '一行也没有录入，请重新核对。'],
    en: ['The list has changed', 'No row was taken: look it over again.'],
  },
  'danmaku-closed': {
    status: 409,
    zh: ['这个视频没有开放弹幕', '您仍可观看视频和字幕。'],
    en: ['Remarks are off for this video', 'You can still watch it and read its captions.'],
  },
  'danmaku-refused': {
    status: 422,
    zh: ['这条弹幕不能发送', '请换一种说法：文明用语，不带广告和联系方式。'],
    en: ['This remark cannot be sent', 'Put it differently: be kind; no adverts, no contact details.'],
  },
  'danmaku-too-many': {
    status: 429,
    zh: ['弹幕发得太快了', '请过一会儿再发。'],
    en: ['Too many remarks at once', 'Wait a little before the next one.'],
  },
  'reason-needed': {
    status: 422,
    zh: ['请写明原因', '下架视频时请写一句原因，上传者会看到。'],
    en: ['Say why', 'Write why you take it down: who uploaded it will read it.'],
  },
} as const satisfies Entries;
