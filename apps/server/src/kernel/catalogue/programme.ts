import type { Entries } from './entry.ts';

/** Errors of the programme module. */
export const programmeErrors = {
  'activity-not-editable': {
    status: 409,
    zh: ['现在不能修改', '已提交或已发布的活动须先撤回，修改后再次提交审核。'],
    en: ['Not editable now', 'Withdraw what is submitted or published, change it, and submit it again.'],
  },
  'activity-not-submittable': {
    status: 409,
    zh: ['现在不能提交', '只有草稿或被退回的活动可以提交审核。'],
    en: ['Cannot be submitted now', 'Only a draft or a rejected activity is submitted for review.'],
  },
  'activity-needs-session': {
    status: 409,
    zh: ['还没有场次', '请先添加至少一个尚未结束的场次，再提交审核。'],
    en: ['No session yet', 'Add at least one session that is not over, then submit.'],
  },
  'activity-not-submitted': {
    status: 409,
    zh: ['不在待审状态', '此活动未提交审核，或已被他人审核，请刷新后查看。'],
    en: ['Not waiting for review', 'It was not submitted, or somebody has reviewed it; reload to see.'],
  },
  'review-own-work': {
    status: 403,
    zh: ['不能审核自己提交的活动', '先审后发：请由另一位审核员或馆长审核。'],
    en: ['Nobody reviews their own submission', 'Ask another reviewer or the director to review it.'],
  },
  'activity-not-withdrawable': {
    status: 409,
    zh: ['现在不能撤回', '只有待审或已发布的活动可以撤回。'],
    en: ['Cannot be withdrawn now', 'Only a submitted or published activity is withdrawn.'],
  },
  'activity-cancelled': {
    status: 409,
    zh: ['活动已取消', '已取消的活动不能再改动，请新建一个活动。'],
    en: ['The activity is cancelled', 'A cancelled activity does not change any more; create a new one.'],
  },
  'session-cancelled': {
    status: 409,
    zh: ['场次已取消', '已取消的场次不能再改动，请新增一个场次。'],
    en: ['The session is cancelled', 'A cancelled session does not change any more; add a new one.'],
  },
  'session-over': {
    status: 409,
    zh: ['场次已结束', '已结束的场次不能再改动。'],
    en: ['The session is over', 'A session that is over does not change any more.'],
  },
  'session-in-past': {
    status: 422,
    zh: ['时间已过', '请选择尚未开始的时间。'],
    en: ['In the past', 'Choose a time that has not begun.'],
  },
  'session-rule-empty': {
    status: 422,
    zh: ['没有一个日期', '按这样的重复方式排不出场次，请改重复的日子、次数或结束日期。'],
    en: [
      'Not a single date',
      'No session follows from this rule; change its days, its number or its last day.',
    ],
  },
  'session-rule-reason-missing': {
    status: 422,
    zh: ['请写明原因', '这样修改会取消 {sessions} 个已发布的场次，请填写原因，已预约的人会看到。'],
    en: [
      'A reason is missing',
      'This cancels {sessions} published sessions; give a reason, which people who booked will read.',
    ],
  },
  'publish-time-wrong': {
    status: 422,
    zh: ['发布时间不对', '请选择从现在起 400 天以内、尚未到来的时间。'],
    en: ['Not a time to publish at', 'Choose a time that is still to come and within 400 days.'],
  },
  'image-unreadable': {
    status: 422,
    zh: ['图片打不开', '请上传 JPEG、PNG 或 WebP 图片；苹果手机的 HEIC 照片请先另存为 JPEG。'],
    en: [
      'The picture cannot be read',
      'Upload a JPEG, PNG or WebP; save a HEIC photo of an iPhone as JPEG first.',
    ],
  },
  'image-too-large': {
    status: 422,
    zh: ['图片尺寸过大', '图片最多 5000 万像素，请缩小后再上传。'],
    en: [
      'The picture is too large',
      'A picture has at most 50 megapixels; make it smaller and upload it again.',
    ],
  },
  'image-too-small': {
    status: 422,
    zh: ['图片太小', '封面至少要 480 像素宽，请换一张更清楚的。'],
    en: ['The picture is too small', 'A cover is at least 480 pixels wide; choose a sharper one.'],
  },
  'image-unknown': {
    status: 422,
    zh: ['没有这张图片', '请重新上传封面图片。'],
    en: ['No such picture', 'Upload the cover again.'],
  },
  'session-seats-taken': {
    status: 409,
    zh: ['名额不能少于已预约人数', '已有 {taken} 个名额被预约，请填写不小于它的数。'],
    en: ['Fewer seats than are booked', '{taken} seats are booked; give at least as many.'],
  },
  'series-fixed': {
    status: 409,
    zh: ['报名方式不能再改', '已有人预约或报名；如必须更改，请另建一个活动。'],
    en: ['How places are sold stays as it is', 'People have booked already; make another activity instead.'],
  },
  'release-fixed': {
    status: 409,
    zh: ['放票方式不能再改', '已有人预约、排队或报名；如必须更改，请新增一个场次。'],
    en: [
      'How places are given out stays as it is',
      'People have booked, queued or entered already; add another session if it must change.',
    ],
  },
  'session-not-removable': {
    status: 409,
    zh: ['不能删除', '发布过的活动的场次请用“取消”，以便通知已预约的职工。'],
    en: [
      'Cannot be removed',
      'Cancel it instead: the activity was published, and people who booked must be told.',
    ],
  },
  'teacher-unknown': {
    status: 422,
    zh: ['没有这位老师', '请从本馆的老师名单中选择。'],
    en: ['No such teacher', 'Choose one of the palace’s teachers.'],
  },
  'brand-unknown': {
    status: 422,
    zh: ['没有这个品牌', '请从本馆的品牌中选择。'],
    en: ['No such brand', 'Choose one of the palace’s brands.'],
  },
  'brand-slug-taken': {
    status: 409,
    zh: ['网址名称已被使用', '请为品牌换一个网址名称。'],
    en: ['The address is taken', 'Choose another name for the brand’s address.'],
  },
  'brand-in-use': {
    status: 409,
    zh: ['品牌仍在使用', '请先把活动移出此品牌，再删除。'],
    en: ['The brand is in use', 'Take its activities out of the brand first, then remove it.'],
  },
  'partner-unknown': {
    status: 422,
    zh: ['没有这个合作单位', '请从本馆的合作单位中选择。'],
    en: ['No such partner', 'Choose one of the palace’s partners.'],
  },
  'seat-map-of-other-space': {
    status: 409,
    zh: ['座位图与场地不符', '对号入座的场次须使用所在场地的座位图；更换场地前请先取消对号入座。'],
    en: [
      'The seat map is of another space',
      'A session is sold by a map of its own space; before moving it, sell it without numbers.',
    ],
  },
  'more-seats-than-map': {
    status: 422,
    zh: ['名额超过座位数', '座位图共有 {seats} 个座位，请把名额（含各群体预留）减到不超过此数。'],
    en: [
      'More places than seats',
      'The seat map has {seats} seats: reduce the places, those reserved for groups included.',
    ],
  },
} as const satisfies Entries;
