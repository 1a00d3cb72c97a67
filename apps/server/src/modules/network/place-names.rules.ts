import { pinyin } from 'pinyin-pro';

/** Places whose usual English name is not their pinyin. */
const OWN_NAMES: Readonly<Record<string, string>> = {
  陕西: 'Shaanxi',
  内蒙古: 'Inner Mongolia',
  西藏: 'Tibet',
  香港: 'Hong Kong',
  澳门: 'Macao',
  哈尔滨: 'Harbin',
  齐齐哈尔: 'Qiqihar',
  呼和浩特: 'Hohhot',
  鄂尔多斯: 'Ordos',
  呼伦贝尔: 'Hulunbuir',
  乌鲁木齐: 'Urumqi',
  克拉玛依: 'Karamay',
  吐鲁番: 'Turpan',
  喀什: 'Kashgar',
  拉萨: 'Lhasa',
  日喀则: 'Shigatse',
  六安: 'Lu’an',
  莞城: 'Guancheng',
  浦东新区: 'Pudong New Area',
};

/** What kind of place it is, at the end of its name, and whose self-government. */
const SUFFIX =
  /(?:特别行政区|(?:(?:蒙古|回|藏|苗|彝|壮|布依|朝鲜|侗|瑶|白|土家|哈尼|傣|黎|羌|土|畲|满|傈僳|景颇|仡佬|水)族|维吾尔|哈萨克|柯尔克孜|塔吉克)*自治[区州县旗]|地区|街道|[省市区县盟旗镇乡])$/u;

/** English name of a province, city or district: 南通市 → Nantong. Other text comes back as it is. */
export function placeNameEn(name: string): string {
  if (!/^\p{Script=Han}+$/u.test(name)) return name;
  const short = name.replace(SUFFIX, '');
  // 沙县 and the like are never called by one character.
  const base = short.length > 1 ? short : name;
  return OWN_NAMES[name] ?? OWN_NAMES[base] ?? spelt(base);
}

function spelt(base: string): string {
  const syllables = pinyin(base, { toneType: 'none', type: 'array' });
  const joined = syllables.map((one, at) => (at > 0 && /^[aoe]/.test(one) ? `’${one}` : one)).join('');
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}
