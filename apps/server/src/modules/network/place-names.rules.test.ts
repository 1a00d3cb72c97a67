import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeNameEn } from './place-names.rules.ts';

test('places have their usual English names', () => {
  for (const [zh, en] of [
    ['南通市', 'Nantong'],
    ['崇川区', 'Chongchuan'],
    ['江苏省', 'Jiangsu'],
    ['海安市', 'Hai’an'],
    ['哈尔滨市', 'Harbin'],
    ['内蒙古自治区', 'Inner Mongolia'],
    ['广西壮族自治区', 'Guangxi'],
    ['新疆维吾尔自治区', 'Xinjiang'],
    ['陕西省', 'Shaanxi'],
    ['重庆市', 'Chongqing'],
    ['厦门市', 'Xiamen'],
    ['延边朝鲜族自治州', 'Yanbian'],
    ['沙县', 'Shaxian'],
    ['浦东新区', 'Pudong New Area'],
    ['东城区', 'Dongcheng'],
    ['莞城街道', 'Guancheng'],
    ['东莞市', 'Dongguan'],
    ['Somewhere', 'Somewhere'],
    ['', ''],
  ] as const) {
    assert.equal(placeNameEn(zh), en, zh);
  }
});
