/**
 * The contract's own rules over several fields are written for programmers; who filled in a form reads these. A rule
 * that is missing here fails a test.
 */
const RULES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'a choice has at least two answers': [
    '选择题至少要有两个选项，用顿号隔开',
    'A choice needs at least two answers, separated by commas',
  ],
  'a series is enrolled in alone': ['系列课程只能本人报名，不能带同行人', 'A course is enrolled in alone'],
  'closes after it opens': ['结束要晚于开始', 'It must close after it opens'],
  'closes before the first round ends': [
    '不能晚于第一轮结束：晚报名的作品就没有轮次可参加',
    'It must not be after the end of the first round: later entries would be in no round',
  ],
  'closes before it opens': ['关门时间要晚于开门时间', 'The closing time must be after the opening time'],
  'each category once': ['同一群体只能出现一次', 'Name each category once'],
  'each grade begins above the next': ['各档的起始分要从高到低', 'Each grade must begin above the next one'],
  'each key once': ['名称不能重复', 'Use each name once'],
  'each place has one prize': [
    '这些名次已有别的奖项，请改“从第几名”或“到第几名”',
    'These places have a prize already: change the first or the last place',
  ],
  'each round begins after the one before': [
    '要等上一轮结束后再开始',
    'It must begin after the round before has ended',
  ],
  'ends after it begins': ['结束要晚于开始', 'It must end after it begins'],
  'give either code or backupCode': [
    '请填动态验证码或备用码中的一个',
    'Enter either the code or a backup code',
  ],
  'give either token or code': ['请扫码或输入票号，二选一', 'Scan the ticket or type its code'],
  'give exactly one of count and until': [
    '请在次数和截止日期中选一个',
    'Give either a number of dates or a last day',
  ],
  'in the order of their beginnings': ['请按开始时间的先后排列', 'Put them in the order of their beginnings'],
  'low allows no more than fair': [
    '“低”档不能比“中”档更宽松',
    'The low grade may allow no more than the fair one',
  ],
  'must be after bookingOpensAt': ['预约截止要晚于预约开放', 'Booking must close after it opens'],
  'must be after startsAt': ['结束时间要晚于开始时间', 'The end must be after the start'],
  'must be within 400 days of startsAt': [
    '结束时间不能晚于开始后 400 天',
    'The end must be within 400 days of the start',
  ],
  'must not add up to more than capacity': [
    '各群体的名额加起来不能超过总名额',
    'The seats kept for categories must not add up to more than all seats',
  ],
  'must not be above priceFen': ['会员价不能高于原价', 'The member price must not be above the full price'],
  'must not be after endsAt': ['不能晚于结束时间', 'It must not be after the end'],
  'must not be before firstDay': ['最后一天不能早于第一天', 'The last day must not be before the first'],
  'must not be before from': ['结束日期不能早于开始日期', 'The last day must not be before the first'],
  'name at least one weekday': ['请至少选一个星期几', 'Choose at least one weekday'],
  'name categories exactly when openTo is categories': [
    '只对部分群体开放时才选群体，并且要选',
    'Choose categories when it is for some categories only, and only then',
  ],
  'name the category': ['请选择群体', 'Choose the category'],
  'name the union': ['请选择工会', 'Choose the union'],
  'names a category twice': ['同一群体出现了两次', 'A category is named twice'],
  'not 0': ['不能是 0', 'It must not be 0'],
  'reserved: choose another name': [
    '这个名称已被系统占用，请换一个',
    'This name is reserved: choose another one',
  ],
  'the last place is not before the first': ['不能小于“从第几名”', 'It must not be before the first place'],
  'the last round gives so many places': [
    '超过了末轮每组的入围名额，请改名次，或增加末轮的名额',
    'The last round does not place so many: change the place, or let it place more',
  ],
  'the weights add up to 100': ['各项权重加起来要等于 100', 'The weights must add up to 100'],
  'without experts the votes decide alone: 100': [
    '没有专家评分时，投票占比须为 100；要有专家，请勾选“有专家评分”',
    'Without experts the votes decide alone: their share is 100. Tick “Experts score” if there are experts',
  ],
  'without votes their share is 0': [
    '每人每天 0 票就是不投票，投票占比须为 0',
    'Nobody votes with 0 votes a day: their share is 0',
  ],
};

/** A rule of the contract in people's words; null when it is none. */
export function ruleWords(message: string): { readonly zh: string; readonly en: string } | null {
  const words = RULES[message];
  return words === undefined ? null : { zh: words[0], en: words[1] };
}
