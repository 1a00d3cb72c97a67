import type { PalaceContent } from '../content.ts';
import { anqing } from './anqing.ts';
import { baotou } from './baotou.ts';
import { beijing } from './beijing.ts';
import { chengdu } from './chengdu.ts';
import { dongguan } from './dongguan.ts';
import { guangzhou } from './guangzhou.ts';
import { guiyang } from './guiyang.ts';
import { haining } from './haining.ts';
import { harbin } from './harbin.ts';
import { hebi } from './hebi.ts';
import { linyi } from './linyi.ts';
import { nantong } from './nantong.ts';
import { pingxiang } from './pingxiang.ts';
import { qingdao } from './qingdao.ts';
import { shanghai } from './shanghai.ts';
import { xiamen } from './xiamen.ts';
import { zunyi } from './zunyi.ts';

/** The palaces whose stories the demonstration tells. */
export const palaces: readonly PalaceContent[] = [
  nantong,
  harbin,
  beijing,
  shanghai,
  guangzhou,
  chengdu,
  qingdao,
  xiamen,
  haining,
  zunyi,
  linyi,
  hebi,
  pingxiang,
  anqing,
  guiyang,
  baotou,
  dongguan,
];
