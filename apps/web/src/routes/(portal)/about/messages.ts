import { defineMessages } from '#lib/i18n/messages.ts';

export const messages = defineMessages({
  zh: {
    title: '关于文宫',
    text: `工人文化宫是工会办的公益阵地：有剧场、教室、球场、影院和展厅，职工在这里学习、演出、看展、健身、交朋友，大多免费，被称为“职工的学校和乐园”。

文宫把一座座文化宫连成一张网。在这里可以查到全国文化宫近期的活动，用手机预约，凭一个二维码入场；可以订球场和排练厅；可以按午间、下班后、周末的空闲时间找课；到了馆里，还能打卡集章。

## 公益优先

活动以免费和低价为主，工会会员有优惠，也有专为环卫工人、快递员、农民工等准备的专场。谁能参加由工会核对，票上不写。

## 为每个人

不装应用，打开网页就能用，也能放到手机桌面。没有脚本、网络很慢、手机很旧，都能完成预约。有大字版，有中英文。

## 开放

文宫是开源软件（Apache-2.0），任何一级工会都可以自己部署。活动数据可以用开放接口、日历订阅和 RSS 取用。`,
    palaces: '走进各地文宫',
    api: '开放接口',
  },
  en: {
    title: 'About Wengong',
    text: `Workers’ cultural palaces are public-benefit houses of the trade unions: halls, classrooms, courts, cinemas and galleries where workers learn, perform, look, exercise and meet, mostly free. They are called “a school and a garden for workers”.

Wengong joins them into one network. Find what is on across the country, book by phone and enter with a QR code; book courts and rehearsal rooms; find classes that fit the lunch break, the evening or the weekend; collect stamps at landmarks.

## Public benefit first

Most activities are free or cheap, union members pay less, and some are kept for sanitation workers, couriers, migrant workers and others. Unions vouch for who may come; the ticket does not say it.

## For everyone

No app to install: a web page, or an icon on the phone’s screen. It works without scripts, on slow networks and old phones, in large type, in Chinese and English.

## Open

Wengong is open-source software (Apache-2.0); any union can run its own. Activities are available through an open interface, calendar feeds and RSS.`,
    palaces: 'The palaces',
    api: 'Open API',
  },
});
