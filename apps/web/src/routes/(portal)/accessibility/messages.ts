import { defineMessages } from '#lib/i18n/messages.ts';

export const messages = defineMessages({
  zh: {
    title: '无障碍声明',
    text: `文宫要让每一位职工都能用，包括看不清、听不见、手不方便、不熟悉手机的人。我们按照 WCAG 2.2 AA 级和《互联网应用适老化及无障碍改造专项行动》的要求来做。

## 已经做到的

所有页面可以只用键盘操作，焦点看得见；所有按钮不小于 44 像素，大字版不小于 60 像素。
图片有文字说明或标明为装饰；表单的每个输入框有名称，出错时说明怎么改。
文字和背景的对比度达到 4.5:1 以上；不只用颜色传达信息。
可以切换大字版、深色、宽松间距；尊重系统的“减少动态效果”设置，滚动公告可以暂停。
不开脚本、网速很慢、旧手机上，查找、预约、出票、取消都能完成。
看过的票没有网络也能打开。

## 怎样切换

页面顶部的“大字版”按钮随时可用；更多选项在“显示设置”里。登录后可以在“个人资料”里记住选择。

## 还不够好的

活动海报是自动绘制的图案，标题在旁边另有文字。地图链接会打开第三方地图，它的无障碍程度由对方决定。

## 遇到困难

请打文宫主页上的电话，工作人员可以代您预约；也请告诉我们哪里不好用，我们会改。`,
  },
  en: {
    title: 'Accessibility',
    text: `Wengong is for every worker, also those who see, hear or move with difficulty or are new to phones. We follow WCAG 2.2 AA and the national programme for ageing-friendly and accessible Internet services.

## What works

Every page works by keyboard alone with a visible focus; targets are at least 44 pixels, 60 in large type.
Pictures have a text or are marked as decoration; every field has a name and says how to mend a mistake.
Text contrast is 4.5:1 or more, and nothing is told by colour alone.
Large type, dark colours and wide spacing can be switched on; reduced motion is respected and the ticker can be paused.
Without scripts, on slow networks and old phones you can still search, book, get tickets and cancel.
Tickets you opened before open again without network.

## How to switch

The “Large type” button is at the top of every page; more under “Display settings”. Signed in, your profile remembers it.

## Not good enough yet

Activity posters are drawn automatically; their titles stand beside them as text. Map links open a third party’s map whose accessibility is theirs.

## In difficulty

Call the number on the palace’s page: the staff can book for you. And tell us what does not work; we will mend it.`,
  },
});
