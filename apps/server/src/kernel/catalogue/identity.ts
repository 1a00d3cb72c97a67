import type { Entries } from './entry.ts';

/** Errors of the identity module. */
export const identityErrors = {
  // Sign-in by phone
  'phone-invalid': {
    status: 422,
    zh: ['手机号不正确', '请填写 11 位中国大陆手机号。'],
    en: ['The phone number is not valid', 'Enter an 11-digit mobile number of mainland China.'],
  },
  'sign-in-code-limit': {
    status: 429,
    zh: ['获取验证码太频繁', '请在 {seconds} 秒后再获取。'],
    en: ['Too many codes were sent to this number', 'Ask for another one in {seconds} seconds.'],
  },
  'sign-in-code-wrong': {
    status: 422,
    zh: ['验证码不正确', '请核对短信中的 6 位数字后再试。'],
    en: ['The code is not right', 'Check the 6 digits in the message and try again.'],
  },
  'sign-in-code-expired': {
    status: 422,
    zh: ['验证码已失效', '请重新获取验证码。'],
    en: ['The code is no longer valid', 'Ask for a new code.'],
  },
  'sms-number-limit': {
    status: 429,
    zh: ['该号码收到的验证码已达上限', '请稍后再试，或明天再试。'],
    en: ['The text message provider’s limit for this number is reached', 'Try again later, or tomorrow.'],
  },
  'sms-not-sent': {
    status: 503,
    zh: ['短信没有发出', '请过一分钟再试；如仍不行，请联系工作人员。'],
    en: ['The message could not be sent', 'Try again in a minute; if it persists tell the staff.'],
  },
  'phone-unchanged': {
    status: 422,
    zh: ['这就是现在的手机号', '请填写要换成的新号码。'],
    en: ['This is the present number', 'Enter the new number to change to.'],
  },
  'phone-change-limit': {
    status: 429,
    zh: ['更换手机号太频繁', '30 天内最多自助更换两次，一天最多获取五次验证码。着急的话，请到文宫前台办理。'],
    en: [
      'The number was changed too often',
      'It can be changed twice in 30 days, with five codes a day. If it is urgent, ask at a palace’s desk.',
    ],
  },
  'phone-taken': {
    status: 409,
    zh: [
      '这个手机号已有账号',
      '请用它直接登录；如要用它替换现在的号码，请先登录那个账号并注销，或换一个号码。',
    ],
    en: [
      'This number has an account already',
      'Sign in with it; to use it here, first delete that account, or choose another number.',
    ],
  },
  'phone-of-staff': {
    status: 409,
    zh: [
      '此人有工作账号',
      '为防冒用，工作人员的手机号只能由本人登录后在“我的资料”里更换；无法登录时，请馆长重置账号。',
    ],
    en: [
      'The person has a staff account',
      'Staff change their number themselves, signed in; who cannot sign in asks the director to reset the account.',
    ],
  },
  'consent-outdated': {
    status: 422,
    zh: ['需要同意最新的条款', '请刷新页面，阅读并同意现行版本后再试。'],
    en: ['The version is not the one in force', 'Reload the page, read the present version and agree to it.'],
  },
  'terms-not-withdrawable': {
    status: 409,
    zh: ['使用条款不能单独撤回', '如不再同意，请注销账号。'],
    en: ['The terms cannot be withdrawn by themselves', 'To leave, delete your account.'],
  },
  // Sign-in of staff
  'staff-sign-in-failed': {
    status: 401,
    zh: ['账号或密码不正确', '请核对后再试；忘记密码请联系本馆馆长重置。'],
    en: [
      'Account or password is not right',
      'Check them and try again; your director can reset the password.',
    ],
  },
  'staff-sign-in-locked': {
    status: 429,
    zh: ['连续输错次数过多，账号已暂时锁定', '请在 {seconds} 秒后再试。'],
    en: ['Locked after too many failures', 'Try again in {seconds} seconds.'],
  },
  'sign-in-step-expired': {
    status: 401,
    zh: ['登录步骤已超时', '请重新输入账号和密码。'],
    en: ['This step of the sign-in has expired', 'Start again with account and password.'],
  },
  'second-factor-wrong': {
    status: 422,
    zh: ['动态验证码不正确', '请输入验证器当前显示的 6 位数字，并确认手机时间准确。'],
    en: [
      'The one-time code is not right',
      'Enter the 6 digits your authenticator shows now; check the phone’s time.',
    ],
  },
  'second-factor-used': {
    status: 422,
    zh: ['这个动态验证码已经用过', '每个码只能用一次，请等验证器换出下一个再输入。'],
    en: ['This one-time code has been used', 'Each code is good once: wait for the next one and enter that.'],
  },
  'new-password-required': {
    status: 422,
    zh: ['需要设置新密码', '请同时填写新密码（至少 12 位）和发到您手机的验证码。'],
    en: [
      'A new password is required',
      'Send a new password (12 characters or more) and the code that was sent to your phone.',
    ],
  },
  'password-wrong': {
    status: 422,
    zh: ['当前密码不正确', '请核对后再试。'],
    en: ['The present password is not right', 'Check it and try again.'],
  },
  'no-staff-account': {
    status: 409,
    zh: ['没有工作账号', '此人还没有工作账号，请先添加为工作人员。'],
    en: ['There is no staff account', 'Add the person to the staff first.'],
  },
  // Roles
  'account-name-taken': {
    status: 409,
    zh: ['账号名已被使用', '请换一个账号名。'],
    en: ['The account name is taken', 'Choose another one.'],
  },
  'role-not-grantable': {
    status: 403,
    zh: ['不能授予或收回此角色', '工会干部只能任免馆长，其他角色由馆长任免。'],
    en: [
      'This role is not yours to change',
      'Officers appoint directors; a director appoints the other roles.',
    ],
  },
  'last-director': {
    status: 409,
    zh: ['至少要有一名馆长', '请先任命另一名馆长。'],
    en: ['A palace keeps at least one director', 'Appoint another director first.'],
  },
  'last-officer': {
    status: 409,
    zh: ['至少要有一名工会干部', '请先添加另一名工会干部。'],
    en: ['The union keeps at least one officer', 'Add another officer first.'],
  },
  'staff-account-elsewhere': {
    status: 409,
    zh: ['此人还在别处任职', '请由其任职的上级工会重置账号。'],
    en: ['The person also holds roles elsewhere', 'Ask the union above to reset the account.'],
  },
  // Membership and categories
  'not-on-roster': {
    status: 422,
    zh: ['没有查到您的会籍', '请联系所在单位工会，核对登记的手机号和有效期。'],
    en: [
      'No union has you on its roster',
      'Ask the union of your employer to check your phone number and validity.',
    ],
  },
  'roster-unreadable': {
    status: 422,
    zh: ['名册无法读取', '请上传 UTF-8 编码的 CSV，首行为列名，须有“手机号”和“有效期至”：{details}'],
    en: [
      'The roster cannot be read',
      'Upload UTF-8 CSV whose first row names the columns, with phone and valid_until: {details}',
    ],
  },
  'roster-invalid': {
    status: 422,
    zh: ['名册中有 {rows} 行有误', '请按行号改正后重新上传；本次没有写入任何内容。'],
    en: [
      '{rows} rows of the roster are wrong',
      'Correct them by number and upload again; nothing was written.',
    ],
  },
  // First run
  'setup-done': {
    status: 409,
    zh: ['已经完成初始设置', '请用工作账号登录。'],
    en: ['The first palace exists already', 'Sign in with a staff account.'],
  },
} as const satisfies Entries;
