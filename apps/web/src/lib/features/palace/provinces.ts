/** One square of the tile-grid diagram of the country's 34 province-level divisions. */
export interface ProvinceTile {
  name: string;
  nameEn: string;
  column: number;
  row: number;
}

/** Rows from north to south; each entry is `column name English`. A diagram of neighbourhoods, not a map. */
const rows = [
  ['8 黑龙江 Heilongjiang'],
  ['6 内蒙古 Inner Mongolia', '8 吉林 Jilin'],
  [
    '1 新疆 Xinjiang',
    '3 甘肃 Gansu',
    '4 宁夏 Ningxia',
    '5 山西 Shanxi',
    '6 北京 Beijing',
    '7 天津 Tianjin',
    '8 辽宁 Liaoning',
  ],
  ['2 青海 Qinghai', '4 陕西 Shaanxi', '5 河南 Henan', '6 河北 Hebei', '7 山东 Shandong'],
  [
    '1 西藏 Tibet',
    '3 四川 Sichuan',
    '4 重庆 Chongqing',
    '5 湖北 Hubei',
    '6 安徽 Anhui',
    '7 江苏 Jiangsu',
    '8 上海 Shanghai',
  ],
  ['3 云南 Yunnan', '4 贵州 Guizhou', '5 湖南 Hunan', '6 江西 Jiangxi', '7 浙江 Zhejiang'],
  ['4 广西 Guangxi', '5 广东 Guangdong', '6 福建 Fujian', '8 台湾 Taiwan'],
  ['3 海南 Hainan', '4 澳门 Macao', '5 香港 Hong Kong'],
];

export const provinceTiles: readonly ProvinceTile[] = rows.flatMap((row, index) =>
  row.map((entry) => {
    const [column = '1', name = '', ...english] = entry.split(' ');
    return { name, nameEn: english.join(' '), column: Number(column), row: index + 1 };
  }),
);

/** The tile a province's full or short name belongs to: `江苏省` and `江苏` are the same. */
export function tileOf(province: string): ProvinceTile | undefined {
  return provinceTiles.find((tile) => province.startsWith(tile.name));
}
