import { open } from 'node:fs/promises';
import { Refused } from '../refused.ts';

const INIT_BYTES = 8192;

/** The codecs of what was made, as the beginning of the file says (RFC 6381). Throws Refused. */
export async function codecsOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(INIT_BYTES), 0, INIT_BYTES, 0);
    const init = buffer.subarray(0, bytesRead);
    const at = init.indexOf('avcC');
    if (at < 0) throw new Refused('unverified', `${file}: not H.264`);
    // Profile, constraints and level.
    const picture = `avc1.${init.toString('hex', at + 5, at + 8)}`;
    const sound = soundIn(init);
    return sound === null ? picture : `${picture},mp4a.40.${sound}`;
  } finally {
    await handle.close();
  }
}

/** The kind of AAC (ISO 14496-3, audio object type); null without any. */
function soundIn(init: Buffer): number | null {
  const box = init.indexOf('esds');
  if (box < 0) return null;
  let at = box + 8;
  // Descriptors within descriptors: a tag, a length whose every byte but the last has its highest bit set, `before` bytes.
  for (const [tag, before] of [
    [3, 3],
    [4, 13],
    [5, 0],
  ] as const) {
    if (init[at] !== tag) return 2;
    do at++;
    while (((init[at] ?? 0) & 0x80) !== 0);
    at += 1 + before;
  }
  const type = (init[at] ?? 0) >> 3;
  return type === 5 || type === 29 ? type : 2;
}
