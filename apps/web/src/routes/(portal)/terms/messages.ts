import { defineMessages } from '#lib/i18n/messages.ts';

export const messages = defineMessages({
  zh: {
    title: '服务条款',
    version: (day: string) => `版本 ${day}`,
    text: `欢迎使用文宫。使用前请读完这几段话，登录即表示同意。

## 服务

文宫为职工和市民提供工人文化宫的活动查询、预约、场地预订、电子票和打卡服务。服务本身免费；活动和场地如收费，会在预约前写明，到馆支付。

## 账号

一个手机号一个账号，请用自己的手机号登录。账号和票供本人使用，不得转卖。

## 预约

请只预约确定能参加的场次。有变请及早取消，把名额让给别人；各馆的取消时限写在预约页面上。
名额按提交先后分配；约满后可以候补，有名额时按顺序通知，过时未确认的让给下一位。
专场活动核对资格。资格由工会认证，弄虚作假的预约会被取消。

## 入场

请在签到时间内凭票入场，一票一人。请遵守场馆规定，爱护设施，照看好同行的老人和孩子。

## 变更和取消

因天气、设备或安全原因，文宫可能调整或取消活动，会通过站内消息通知您；已付费用按各馆规定退还。

## 禁止

不得用程序抢占名额，不得干扰系统运行，不得冒用他人信息。违反的，文宫可以取消预约并限制使用。

## 其他

文宫是开源软件，按现状提供，由部署它的工会或文化宫运营并负责。条款更新时会更换版本并重新征求您的同意。`,
  },
  en: {
    title: 'Terms of service',
    version: (day: string) => `Version ${day}`,
    text: `Please read these few paragraphs; signing in means that you agree.

## The service

Wengong helps workers and citizens find and book activities and rooms of workers’ cultural palaces, with tickets and stamps. The service is free; where an activity or room costs something, it says so before you book, and you pay at the desk.

## Account

One phone number, one account, your own. Account and tickets are for you and are not to be resold.

## Booking

Book only what you can attend. If plans change, cancel early so that somebody else can come; the time for it is on the booking page.
Seats go in the order of requests. When full you can wait; free seats are offered in order and pass on when not confirmed in time.
Some activities are for certain groups, attested by unions; bookings made under false pretences are cancelled.

## Entering

Come within the check-in time with your ticket, one person each. Follow the house rules and look after those who come with you.

## Changes

Weather, equipment or safety may change or cancel an activity; you are told by message, and what you paid is returned by the palace’s rules.

## Not allowed

Programs that grab seats, disturbing the system, using somebody else’s identity. The palace may then cancel bookings and restrict use.

## Further

Wengong is open-source software, provided as is; the union or palace that runs it is responsible. New terms get a new version and ask for your consent again.`,
  },
});
