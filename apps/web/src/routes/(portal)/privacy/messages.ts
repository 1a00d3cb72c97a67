import { defineMessages } from '#lib/i18n/messages.ts';

export const messages = defineMessages({
  zh: {
    title: '隐私说明',
    version: (day: string) => `版本 ${day}`,
    text: `文宫是各级工会的工人文化宫共同使用的平台。我们只收集办好活动所必需的信息，并尽量少存、加密存、让您随时能看能删。

## 我们保存什么

手机号：用来登录和通知。加密保存，工作人员平时只能看到中间打码的号码；确需查看完整号码时，每一次都会记录在案。
称呼、语言、字号、常住区县：由您自己填写，可以随时修改，可以不填真名。
预约、候补、入场、场地和印章记录：用来出票、核验和统计。同行人只保存您填写的姓名。
工会会员身份：用手机号到工会名册里核对得到。我们不保存身份证号。
职工类别（如环卫工人、农民工）：由工会或文宫认证，只用来核对专场活动的资格。它只对您自己显示，不印在票上，不出现在服务台的名单里。
直播带货赛的销售凭证：您填写的说明和最多 3 张图片，去掉位置、设备等拍摄信息后保存。只有您和该馆核实申报的工作人员能看到，核实之后不再改动；撤回作品时未核实的图片即删除，注销账号时全部删除。

## 我们不做什么

不出售、不出租您的信息，不做广告画像，不把个人信息逐级上报。上级工会看到的只有人次、人数一类的统计数字。

## 谁能看到

您预约的文宫的工作人员，可以看到办理这次活动所需要的内容：称呼、打码的手机号、席位数和到场情况。短信由短信服务商代发，只交给它手机号和验证码。

## 这台设备上的 Cookie 和缓存

登录凭证、语言和显示设置、您选择的城市，以及为了没有网络时也能入场而保存的票。退出登录时，票会从设备上清除。大厅自助机上，退出后全部清除。没有第三方 Cookie。
“离我最近”会询问您的位置，只用一次，精确到约一百米，不保存。

## 保存多久

账号存在期间保存。您注销后有 7 天冷静期，之后删除资料、手机号和票，只留下不含身份的统计数字。工作人员的操作记录依规保存，用于追责。

## 您的权利

在“我的—我的数据”里可以导出全部数据、查看和撤回同意、注销账号；在“会员卡”里可以停用会员身份和类别的使用。不满 14 周岁的，请由监护人代为使用。

## 联系我们

请联系您常去的文宫，电话在它的主页“来馆须知”里；也可以向上级工会反映。`,
  },
  en: {
    title: 'Privacy',
    version: (day: string) => `Version ${day}`,
    text: `Wengong is the platform that workers’ cultural palaces of the trade unions share. We collect only what running the activities needs, keep little, keep it encrypted, and let you see and delete it at any time.

## What we keep

Phone number: to sign in and to notify you. Encrypted; staff see it masked, and each look at the full number is recorded.
Name, language, type size, home district: as you entered them; it need not be your real name.
Bookings, waiting lists, admissions, rooms and stamps: for tickets, checking and counting. Of companions only the names you gave.
Union membership: found by your phone number in the unions’ rosters. We keep no identity-card numbers.
Worker categories (sanitation, migrant and others): attested by a union or palace, used only to check who may join certain activities. Shown to you alone: never on a ticket, never on the desk’s list.
Proof of sales in live-commerce contests: what you wrote and up to three pictures, without what the camera wrote into them (place, device). Seen by you and by the staff of that palace who check reports alone, and not changed once they have; pictures that nobody has checked go when you withdraw the entry, all of them when you delete your account.

## What we do not do

We do not sell or rent your data, profile you for advertising, or pass personal data up the hierarchy. Unions above see numbers only.

## Who can see it

Staff of the palace you book with see what the activity needs: name, masked phone, seats, attendance. Text messages go through a provider that receives the phone number and the code only.

## Cookies and storage on this device

Your session, language and display settings, the city you chose, and tickets kept so that you can enter without network; signing out removes them. At a kiosk in the hall all of it is cleared when you leave. No third-party cookies.
“Near me” asks for your position, uses it once, to about a hundred metres, and does not keep it.

## How long

As long as you have an account. After deletion there are 7 days to change your mind; then profile, phone and tickets are deleted, and only numbers without identity stay. Records of what staff did are kept as the rules require.

## Your rights

Under “Me – My data” you export everything, see and withdraw consents, and delete your account; under “Member card” you stop the use of membership and categories. Under 14, please let a guardian use it for you.

## Contact

Ask your palace; its phone number is on its page. You may also turn to the union above it.`,
  },
});
