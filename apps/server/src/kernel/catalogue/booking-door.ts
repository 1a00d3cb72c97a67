import type { Entries } from './entry.ts';

/** Errors of doors without network. */
export const bookingDoorErrors = {
  'device-unknown': {
    status: 401,
    zh: ['这台设备未被授权检票', '请在工作台“检票与自助设备”中新建授权码，用这台设备扫码。'],
    en: [
      'This device is not a door of the palace',
      'Make a code under “Doors and kiosks” in the console and scan it with this device.',
    ],
  },
  'device-revoked': {
    status: 401,
    zh: ['这台设备的检票授权已撤销', '本机保存的检票资料会被清除；如需继续使用，请馆方重新授权。'],
    en: [
      'This device is shut out',
      'What it holds is wiped; ask the palace for a new code to go on using it.',
    ],
  },
  'provisioning-invalid': {
    status: 409,
    zh: ['授权码无效或已用过', '授权码 10 分钟内有效、只能用一次，请在工作台新建一个。'],
    en: [
      'The code has run out or was used',
      'A code is good for 10 minutes and one device: make a new one in the console.',
    ],
  },
  'too-many-devices': {
    status: 409,
    zh: ['设备太多', '每馆最多 {max} 台在用设备，请先撤销不用的设备。'],
    en: ['Too many devices', 'A palace has at most {max} in use; shut out those no longer needed.'],
  },
} as const satisfies Entries;
