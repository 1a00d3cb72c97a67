import type { UnionRow } from '../modules/network/index.ts';
import type { Seed } from './seed.ts';
import { MORE_CITIES, MORE_COUNTIES, MORE_TOWNS, type Place } from './union-country.ts';

const PROVINCES: readonly Place[] = [
  ['bj', '北京市', 'Beijing', '110000'],
  ['tj', '天津市', 'Tianjin', '120000'],
  ['he', '河北省', 'Hebei', '130000'],
  ['sx', '山西省', 'Shanxi', '140000'],
  ['nm', '内蒙古自治区', 'Inner Mongolia', '150000'],
  ['ln', '辽宁省', 'Liaoning', '210000'],
  ['jl', '吉林省', 'Jilin', '220000'],
  ['hl', '黑龙江省', 'Heilongjiang', '230000'],
  ['sh', '上海市', 'Shanghai', '310000'],
  ['js', '江苏省', 'Jiangsu', '320000'],
  ['zj', '浙江省', 'Zhejiang', '330000'],
  ['ah', '安徽省', 'Anhui', '340000'],
  ['fj', '福建省', 'Fujian', '350000'],
  ['jx', '江西省', 'Jiangxi', '360000'],
  ['sd', '山东省', 'Shandong', '370000'],
  ['ha', '河南省', 'Henan', '410000'],
  ['hb', '湖北省', 'Hubei', '420000'],
  ['hn', '湖南省', 'Hunan', '430000'],
  ['gd', '广东省', 'Guangdong', '440000'],
  ['gx', '广西壮族自治区', 'Guangxi', '450000'],
  ['hi', '海南省', 'Hainan', '460000'],
  ['cq', '重庆市', 'Chongqing', '500000'],
  ['sc', '四川省', 'Sichuan', '510000'],
  ['gz', '贵州省', 'Guizhou', '520000'],
  ['yn', '云南省', 'Yunnan', '530000'],
  ['xz', '西藏自治区', 'Tibet', '540000'],
  ['sn', '陕西省', 'Shaanxi', '610000'],
  ['gs', '甘肃省', 'Gansu', '620000'],
  ['qh', '青海省', 'Qinghai', '630000'],
  ['nx', '宁夏回族自治区', 'Ningxia', '640000'],
  ['xj', '新疆维吾尔自治区', 'Xinjiang', '650000'],
];

const CITIES: readonly Place[] = [
  ['nm.bt', '包头市', 'Baotou', '150200'],
  ['hl.hrb', '哈尔滨市', 'Harbin', '230100'],
  ['js.nj', '南京市', 'Nanjing', '320100'],
  ['js.wx', '无锡市', 'Wuxi', '320200'],
  ['js.sz', '苏州市', 'Suzhou', '320500'],
  ['js.nt', '南通市', 'Nantong', '320600'],
  ['zj.hz', '杭州市', 'Hangzhou', '330100'],
  ['zj.jx', '嘉兴市', 'Jiaxing', '330400'],
  ['ah.aq', '安庆市', 'Anqing', '340800'],
  ['fj.xm', '厦门市', 'Xiamen', '350200'],
  ['jx.px', '萍乡市', 'Pingxiang', '360300'],
  ['sd.qd', '青岛市', 'Qingdao', '370200'],
  ['sd.ly', '临沂市', 'Linyi', '371300'],
  ['ha.hb', '鹤壁市', 'Hebi', '410600'],
  ['gd.gz', '广州市', 'Guangzhou', '440100'],
  ['gd.dg', '东莞市', 'Dongguan', '441900'],
  ['sc.cd', '成都市', 'Chengdu', '510100'],
  ['gz.gy', '贵阳市', 'Guiyang', '520100'],
  ['gz.zy', '遵义市', 'Zunyi', '520300'],
];

const COUNTIES: readonly Place[] = [
  ['bj.dc', '东城区', 'Dongcheng', '110101'],
  ['bj.xc', '西城区', 'Xicheng', '110102'],
  ['bj.cy', '朝阳区', 'Chaoyang', '110105'],
  ['bj.hd', '海淀区', 'Haidian', '110108'],
  ['nm.bt.dh', '东河区', 'Donghe', '150202'],
  ['nm.bt.kd', '昆都仑区', 'Kundulun', '150203'],
  ['nm.bt.qs', '青山区', 'Qingshan', '150204'],
  ['hl.hrb.dl', '道里区', 'Daoli', '230102'],
  ['hl.hrb.ng', '南岗区', 'Nangang', '230103'],
  ['hl.hrb.dw', '道外区', 'Daowai', '230104'],
  ['hl.hrb.xf', '香坊区', 'Xiangfang', '230110'],
  ['sh.hp', '黄浦区', 'Huangpu', '310101'],
  ['sh.ja', '静安区', 'Jing’an', '310106'],
  ['sh.yp', '杨浦区', 'Yangpu', '310110'],
  ['sh.pd', '浦东新区', 'Pudong', '310115'],
  ['js.nt.tz', '通州区', 'Tongzhou', '320612'],
  ['js.nt.cc', '崇川区', 'Chongchuan', '320613'],
  ['js.nt.hm', '海门区', 'Haimen', '320614'],
  ['js.nt.rd', '如东县', 'Rudong', '320623'],
  ['js.nt.qd', '启东市', 'Qidong', '320681'],
  ['js.nt.rg', '如皋市', 'Rugao', '320682'],
  ['js.nt.ha', '海安市', 'Hai’an', '320685'],
  ['zj.jx.hn', '海宁市', 'Haining', '330481'],
  ['ah.aq.yj', '迎江区', 'Yingjiang', '340802'],
  ['ah.aq.dg', '大观区', 'Daguan', '340803'],
  ['fj.xm.sm', '思明区', 'Siming', '350203'],
  ['fj.xm.hc', '海沧区', 'Haicang', '350205'],
  ['fj.xm.hl', '湖里区', 'Huli', '350206'],
  ['fj.xm.jm', '集美区', 'Jimei', '350211'],
  ['jx.px.ay', '安源区', 'Anyuan', '360302'],
  ['jx.px.xd', '湘东区', 'Xiangdong', '360313'],
  ['sd.qd.sn', '市南区', 'Shinan', '370202'],
  ['sd.qd.sb', '市北区', 'Shibei', '370203'],
  ['sd.qd.ls', '崂山区', 'Laoshan', '370212'],
  ['sd.ly.lsh', '兰山区', 'Lanshan', '371302'],
  ['sd.ly.lz', '罗庄区', 'Luozhuang', '371311'],
  ['ha.hb.hs', '鹤山区', 'Heshan', '410602'],
  ['ha.hb.qb', '淇滨区', 'Qibin', '410611'],
  ['gd.gz.yx', '越秀区', 'Yuexiu', '440104'],
  ['gd.gz.hz', '海珠区', 'Haizhu', '440105'],
  ['gd.gz.th', '天河区', 'Tianhe', '440106'],
  ['gd.gz.by', '白云区', 'Baiyun', '440111'],
  ['sc.cd.jj', '锦江区', 'Jinjiang', '510104'],
  ['sc.cd.qy', '青羊区', 'Qingyang', '510105'],
  ['sc.cd.wh', '武侯区', 'Wuhou', '510107'],
  ['sc.cd.ch', '成华区', 'Chenghua', '510108'],
  ['gz.gy.nm', '南明区', 'Nanming', '520102'],
  ['gz.gy.yy', '云岩区', 'Yunyan', '520103'],
  ['gz.zy.hhg', '红花岗区', 'Honghuagang', '520302'],
  ['gz.zy.hc', '汇川区', 'Huichuan', '520303'],
];

const TOWNS: readonly Place[] = [
  ['js.nt.cc.hx', '和平桥街道', 'Hepingqiao'],
  ['js.nt.cc.rg', '任港街道', 'Rengang'],
  ['js.nt.hm.sl', '三星镇', 'Sanxing'],
  ['js.nt.rd.cg', '长沙镇', 'Changsha Town'],
  ['zj.jx.hn.xs', '硖石街道', 'Xiashi'],
  ['zj.jx.hn.hz', '海洲街道', 'Haizhou'],
  ['zj.jx.hn.hc', '海昌街道', 'Haichang'],
  ['zj.jx.hn.mq', '马桥街道', 'Maqiao'],
  ['zj.jx.hn.xc', '许村镇', 'Xucun'],
  ['zj.jx.hn.ca', '长安镇', 'Chang’an'],
  ['zj.jx.hn.zwm', '周王庙镇', 'Zhouwangmiao'],
  ['zj.jx.hn.dq', '丁桥镇', 'Dingqiao'],
  ['zj.jx.hn.xq', '斜桥镇', 'Xieqiao'],
  ['zj.jx.hn.hw', '黄湾镇', 'Huangwan'],
  ['zj.jx.hn.yg', '盐官镇', 'Yanguan'],
  ['zj.jx.hn.yh', '袁花镇', 'Yuanhua'],
  ['gd.dg.gc', '莞城街道', 'Guancheng'],
  ['gd.dg.hm', '虎门镇', 'Humen'],
  ['gd.dg.ca', '长安镇', 'Chang’an'],
  ['gd.dg.hj', '厚街镇', 'Houjie'],
  ['hl.hrb.ng.hx', '花园街道', 'Huayuan'],
  ['sc.cd.jj.cx', '春熙路街道', 'Chunxi Road'],
  ['fj.xm.hc.xy', '新阳街道', 'Xinyang'],
];

const GRASSROOTS: readonly Place[] = [
  ['js.nt.cc.hx.mill', '江海纺织集团工会（演示）', 'Jianghai Textiles union (demonstration)'],
  ['js.nt.cc.rg.yard', '长江口船舶重工工会（演示）', 'Changjiangkou Shipyard union (demonstration)'],
  ['js.nt.cc.hx.clean', '崇川环卫一所工会（演示）', 'Chongchuan Sanitation No. 1 union (demonstration)'],
  ['js.nt.cc.rg.metro', '南通轨道建设者联合工会（演示）', 'Nantong metro builders’ union (demonstration)'],
  ['js.nt.hm.sl.home', '三星家纺市场联合工会（演示）', 'Sanxing home textiles union (demonstration)'],
  ['hl.hrb.ng.hx.clean', '冰城环卫作业所工会（演示）', 'Ice City Sanitation union (demonstration)'],
  ['hl.hrb.ng.hx.build', '松江建筑工地联合工会（演示）', 'Songjiang building sites union (demonstration)'],
  ['zj.jx.hn.xc.home', '许村家纺企业联合工会（演示）', 'Xucun textiles union (demonstration)'],
  ['zj.jx.hn.mq.knit', '马桥经编园区工会（演示）', 'Maqiao knitting park union (demonstration)'],
  ['zj.jx.hn.hz.leather', '潮城皮革市场工会（演示）', 'Tide City leather union (demonstration)'],
  ['gd.dg.hm.shoe', '东江制造行业工会（演示）', 'Dongjiang manufacturing union (demonstration)'],
  ['gd.dg.ca.chip', '长安电子企业联合工会（演示）', 'Chang’an electronics union (demonstration)'],
  ['sc.cd.jj.cx.rider', '锦江外卖骑手联合工会（演示）', 'Jinjiang riders’ union (demonstration)'],
  ['fj.xm.hc.xy.park', '海沧工业园区工会（演示）', 'Haicang industrial park union (demonstration)'],
];

const federation = (place: string) => `${place}总工会`;
const federationEn = (place: string) => `${place} Federation of Trade Unions`;

/** The union tree, parents before children. */
export function unionRows(seed: Seed, at: Date): UnionRow[] {
  const nation: UnionRow = {
    id: seed.id(at),
    parent_id: null,
    path: 'cn',
    level: 'nation',
    name: '中华全国总工会',
    name_en: 'All-China Federation of Trade Unions',
    division_code: null,
  };
  const ids = new Map([['cn', nation.id]]);
  const rowsOf = (level: UnionRow['level'], places: readonly Place[]): UnionRow[] =>
    places.map(([label, name, nameEn, code]) => {
      const path = `cn.${label}`;
      const parent = ids.get(path.slice(0, path.lastIndexOf('.')));
      if (parent === undefined) throw new Error(`demonstration: no union above ${path}`);
      const id = seed.id(at);
      ids.set(path, id);
      const own = level === 'grassroots';
      return {
        id,
        parent_id: parent,
        path,
        level,
        name: own ? name : federation(name),
        name_en: own ? nameEn : federationEn(nameEn),
        division_code: code ?? null,
      };
    });
  return [
    nation,
    ...rowsOf('province', PROVINCES),
    ...rowsOf('city', CITIES),
    ...rowsOf('county', COUNTIES),
    ...rowsOf('town', TOWNS),
    ...rowsOf('grassroots', GRASSROOTS),
    ...rowsOf('city', MORE_CITIES),
    ...rowsOf('county', MORE_COUNTIES),
    ...rowsOf('town', MORE_TOWNS),
  ];
}
