import type { Seed } from './seed.ts';

/** Common surnames and given names, put together by chance: whoever bears such a name is meant by nobody. */
const SURNAMES = Array.from(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文',
);
const GIVEN = (
  '伟 芳 娜 敏 静 丽 强 磊 洋 艳 勇 军 杰 娟 涛 超 霞 平 刚 桂英 建国 建军 秀兰 秀英 玉兰 桂兰 志强 志明 海燕 海波 晓东 晓燕 晓红 小梅 小龙 春梅 冬梅 雪梅 红梅 丽华 ' +
  '丽娟 丽萍 国强 国庆 文斌 文静 文杰 家豪 家明 子涵 子轩 梓萱 宇航 宇轩 浩然 浩宇 欣怡 欣悦 雨晴 雨桐 思远 思琪 佳宁 佳慧 俊杰 俊峰 立新 立群 永强 永红 长江 长青 ' +
  '金凤 金花 银花 凤英 素珍 淑芬 淑华 美玲 美华 爱华 爱民 振华 振宇 春生 秋生 根生 水生 福生 旺财 来福 大勇 小勇 阿强 阿芳'
).split(' ');

export const inventName = (seed: Seed): string => seed.pick(SURNAMES) + seed.pick(GIVEN);
