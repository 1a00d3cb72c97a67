import type { Entries } from './entry.ts';

/** Errors of contests. */
export const contestErrors = {
  'contest-version-changed': {
    status: 409,
    zh: ['赛事设置已被他人修改', '请刷新页面：您填的内容会恢复，对照最新版本核对后再保存。'],
    en: [
      'Somebody else has changed this contest',
      'Reload the page: what you typed comes back. Compare it with the latest version, then save.',
    ],
  },
  'contest-fixed': {
    status: 409,
    zh: [
      '赛事发布后，组别和轮次数量不能再改',
      '文字、奖项和尚未开始的轮次仍可修改；其他差错请取消赛事后重新发布。',
    ],
    en: [
      'Once published, categories and the number of rounds stay',
      'Texts, prizes and rounds that have not begun can still be changed; else call the contest off and publish another.',
    ],
  },
  'contest-round-begun': {
    status: 409,
    zh: [
      '已开始的轮次不能再改规则',
      '“{round}”已经开始：只能改名称，公布结果前还可以推迟结束时间。其他设置请恢复原样，再保存。',
    ],
    en: [
      'A round that has begun keeps its rules',
      '“{round}” has begun: its name can be changed and, until its result is published, its end put off. Put its other settings back, then save.',
    ],
  },
  'contest-state': {
    status: 409,
    zh: ['赛事状态已改变', '请刷新页面查看最新状态。'],
    en: ['The contest has changed its state', 'Reload the page to see it.'],
  },
  'contest-entries-closed': {
    status: 409,
    zh: ['现在不是报名时间', '请在赛事页面查看报名起止时间。'],
    en: ['Entries are not taken now', 'See the contest’s page for when they are.'],
  },
  'contest-members-only': {
    status: 403,
    zh: ['仅限已实名认证的工会会员', '请先在“我的 - 工会会员”完成认证，再来参加。'],
    en: ['For verified union members only', 'Have your membership verified under “My page” first.'],
  },
  'contest-form': {
    status: 422,
    zh: ['报名表有几处需要修改', '请按提示修改后再提交。'],
    en: ['The form needs a few changes', 'Change what is marked and send it again.'],
  },
  'contest-entry-limit': {
    status: 409,
    zh: ['您的报名数量已达上限', '可先撤回一件作品，再报名新的。'],
    en: ['You have as many entries as are allowed', 'Withdraw one to enter another.'],
  },
  'contest-entry-changed': {
    status: 409,
    zh: ['作品状态已改变', '请刷新页面查看最新状态。'],
    en: ['The entry has changed its state', 'Reload the page to see it.'],
  },
  'contest-video-fixed': {
    status: 409,
    zh: ['现在不能更换视频', '只有报名期内、待审核或已展示的海选作品可以更换视频。'],
    en: ['The video can no longer be changed', 'It can while entries are taken, in the first round.'],
  },
  'contest-note-needed': {
    status: 422,
    zh: ['请写明原因', '不通过或下架时，请在备注里说明原因，报名人会看到。'],
    en: ['Say why', 'When you reject an entry or take it down, write why: the entrant will read it.'],
  },
  'contest-own-entry': {
    status: 403,
    zh: ['不能处理自己的作品', '请由其他同事处理。'],
    en: ['You cannot decide about your own entry', 'Ask a colleague to do it.'],
  },
  'voting-closed': {
    status: 409,
    zh: ['现在不能投票', '请在赛事页面查看本轮投票的起止时间。'],
    en: ['There is no voting now', 'See the contest’s page for when this round is voted on.'],
  },
  'votes-used-up': {
    status: 409,
    zh: ['今天的票已投完', '每天零点后可以再投。'],
    en: ['You have no votes left today', 'You can vote again after midnight.'],
  },
  'entry-not-in-round': {
    status: 409,
    zh: ['这件作品不在本轮', '请在作品展厅选择本轮作品。'],
    en: ['This entry is not in the round', 'Choose one of the round in the gallery.'],
  },
  'round-not-over': {
    status: 409,
    zh: ['本轮尚未结束', '请在本轮结束时间之后再公布结果。'],
    en: ['The round is not over', 'Close it after its end.'],
  },
  'round-closed': {
    status: 409,
    zh: ['本轮已经结束', '结果已公布，不能再改。'],
    en: ['The round is closed', 'Its result is published and stays.'],
  },
  'findings-open': {
    status: 409,
    zh: ['还有异常投票待处理', '请先处理全部异常投票，再公布结果。'],
    en: ['Votes that look wrong await a decision', 'Decide about each finding, then close the round.'],
  },
  'appeals-open': {
    status: 409,
    zh: ['还有 {appeals} 条作废申诉待处理', '请由另一位工作人员先处理申诉，再公布结果。'],
    en: [
      '{appeals} appeals against voids await a decision',
      'Have a colleague decide them, then close the round.',
    ],
  },
  'voids-young': {
    status: 409,
    zh: ['刚作废的投票还在申诉期内', '作废满 24 小时后再公布结果，让投票人有时间申诉。'],
    en: [
      'Votes were voided less than 24 hours ago',
      'Close the round once voters have had that long to appeal.',
    ],
  },
  'contest-other-officer': {
    status: 403,
    zh: ['这条申诉须由另一位工作人员处理', '作废投票的人和申诉人都不能处理，请转交同事。'],
    en: [
      'Another officer decides this appeal',
      'Neither who voided the votes nor who appeals may do it: pass it to a colleague.',
    ],
  },
  'nominations-closed': {
    status: 409,
    zh: ['现在不能推荐', '该赛事不接受工会推荐，或报名已经截止。'],
    en: ['Nominations are not taken now', 'The contest takes none from unions, or its entries are closed.'],
  },
  'nomination-needed': {
    status: 403,
    zh: ['“工会推荐”须由工会先提名', '请联系所在工会推荐，或改选其他报名方式。'],
    en: ['A union has to nominate you first', 'Ask your union, or choose another kind of entrant.'],
  },
  'nomination-answered': {
    status: 409,
    zh: ['这条推荐已处理', '请刷新页面查看最新状态。'],
    en: ['This nomination has been answered', 'Reload the page to see how.'],
  },
  'nomination-roster-changed': {
    status: 409,
    zh: ['名单里的情况已变化', '没有推荐任何人，请重新上传名单核对。'],
    en: ['The roster has changed', 'Nobody was nominated: upload the roster again and look it over.'],
  },
  'nomination-columns': {
    status: 422,
    zh: ['名单缺少必要的列', '表头应有“姓名”“手机号”“组别”“作品名称”四列，可下载模板填写。'],
    en: ['The roster lacks columns', 'Its header needs 姓名, 手机号, 组别 and 作品名称: use the template.'],
  },
  'certificate-revoked': {
    status: 410,
    zh: ['证书已撤销', '撤销后的证书不能再次撤销或下载。'],
    en: ['The certificate was withdrawn', 'It can be neither withdrawn again nor downloaded.'],
  },
  'scores-missing': {
    status: 409,
    zh: [
      '还有 {entries} 件作品评分不足',
      '评分不足的是 {numbers} 号作品。请提醒评委完成评分；有评委回避的，请再添加一位专家，然后公布结果。',
    ],
    en: [
      '{entries} entries lack scores',
      'They are no. {numbers}. Remind the experts, add one where an expert stands aside, then close the round.',
    ],
  },
  'entries-undecided': {
    status: 409,
    zh: ['还有 {entries} 件作品待审核', '请先完成审核，再公布本轮结果。'],
    en: ['{entries} entries await a decision', 'Decide about them, then close the round.'],
  },
  'final-review-missing': {
    status: 409,
    zh: ['还有决赛作品没有经过两位审核员复审', '系统已在请审核员复审，请由两位审核员通过后再公布结果。'],
    en: [
      'A final’s entry has not been reviewed by two people',
      'The reviewers are being asked: close the round once two of them have approved it.',
    ],
  },
  'judging-conflict': {
    status: 403,
    zh: ['您与这件作品有利益关系，不能评分', '请评下一件作品。'],
    en: ['You have a conflict of interest in this entry', 'Go on with the next entry.'],
  },
  'judging-criteria': {
    status: 422,
    zh: ['请给每项标准评分', '每项 0–100 分，全部填写后再提交。'],
    en: ['Score every criterion', 'Give 0 to 100 for each, then send them.'],
  },
  'judging-closed': {
    status: 409,
    zh: ['现在没有可评分的轮次', '请在本轮评分时间内评分。'],
    en: ['There is nothing to score now', 'Score while the round is under way.'],
  },
  'expert-unknown': {
    status: 404,
    zh: ['没有找到这个手机号的用户', '请评委先用手机号登录一次，再添加。'],
    en: ['Nobody has signed in with this number', 'Ask the expert to sign in once, then add them.'],
  },
  'finding-decided': {
    status: 409,
    zh: ['这条异常投票已处理', '请刷新页面查看处理结果。'],
    en: ['This finding has been decided', 'Reload the page to see how.'],
  },
  'not-live-commerce': {
    status: 409,
    zh: ['只有直播带货作品可以申报销售额', '请确认作品的组别。'],
    en: ['Only live-commerce entries report sales', 'Check the category of the entry.'],
  },
  'sales-many-waiting': {
    status: 409,
    zh: ['待核实的申报已有 {most} 条', '请等场馆核实后再申报。'],
    en: ['{most} reports are being checked', 'Report more once the palace has decided about them.'],
  },
  'sales-pictures-full': {
    status: 409,
    zh: ['一条申报最多 3 张凭证图片', '请先移除一张，再添加。'],
    en: ['A report has three pictures at most', 'Take one off before you add another.'],
  },
  'sales-decided': {
    status: 409,
    zh: ['这条申报已审核', '请刷新页面查看结果。'],
    en: ['This report has been decided', 'Reload the page to see how.'],
  },
} as const satisfies Entries;
