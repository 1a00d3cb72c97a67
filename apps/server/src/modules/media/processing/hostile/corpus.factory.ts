import { makeClip } from '../../clips.factory.ts';

export interface HostileFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** It may not become a video, whatever else happens. Others may, when enough of them can be decoded. */
  readonly mustRefuse: boolean;
}

/** What the files try to make the server read or call. */
export interface Targets {
  /** Somebody else's video on the same disk. */
  readonly file: string;
  /** An address that counts its callers. */
  readonly http: string;
}

/** At least a hundred files that are not what they say, made anew from one honest clip; always the same. */
export async function hostileFiles(targets: Targets): Promise<HostileFile[]> {
  const mp4 = await makeClip({ width: 96, height: 64, seconds: 1, rate: 5 });
  const mkv = await makeClip({ width: 96, height: 64, seconds: 1, rate: 5, container: 'matroska' });
  const ts = await makeClip({ width: 96, height: 64, seconds: 1, rate: 5, container: 'mpegts' });
  return [
    ...playlists(targets),
    ...notVideo(),
    ...polyglots(mp4, targets),
    ...references(mp4, targets),
    ...cut({ mp4, mkv, ts }),
    ...corrupted({ mp4, mkv, ts }),
    ...lies(mp4),
    ...boxes(mp4),
  ];
}

const refuse = (name: string, bytes: string | Buffer): HostileFile => ({
  name,
  bytes: Buffer.from(bytes),
  mustRefuse: true,
});
const may = (name: string, bytes: Buffer): HostileFile => ({ name, bytes, mustRefuse: false });

/** Lists of other files and addresses, in every language that FFmpeg reads. */
function playlists({ file, http }: Targets): HostileFile[] {
  const ways = [
    file,
    `file://${file}`,
    `file:${file}`,
    `${http}/a.ts`,
    `concat:${file}|${file}`,
    `subfile,,start,0,end,0,,:${file}`,
    `crypto:${file}`,
    `async:${file}`,
    `cache:${file}`,
    `tcp://${http.slice(7)}`,
    '../../secret.mp4',
  ];
  const hls = (uri: string, more = '') =>
    `#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:10\n${more}#EXTINF:10,\n${uri}\n#EXT-X-ENDLIST\n`;
  return [
    ...ways.map((way, index) => refuse(`hls ${index}`, hls(way))),
    ...ways.map((way, index) => refuse(`hls map ${index}`, hls('a.ts', `#EXT-X-MAP:URI="${way}"\n`))),
    refuse('hls key', hls(file, `#EXT-X-KEY:METHOD=AES-128,URI="${http}/key"\n`)),
    refuse('hls master', `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n${http}/b.m3u8\n`),
    ...ways.map((way, index) => refuse(`concat ${index}`, `ffconcat version 1.0\nfile '${way}'\n`)),
    refuse('sdp', `v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n`),
    refuse(
      'dash',
      `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet><Representation id="1"><BaseURL>${http}/d.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>`,
    ),
    refuse('smil', `<smil><body><video src="${http}/s.mp4"/></body></smil>`),
    refuse('imf', `<?xml version="1.0"?><CompositionPlaylist><Id>${file}</Id></CompositionPlaylist>`),
    refuse('webvtt', `WEBVTT\n\n00:00.000 --> 00:10.000\n${http}\n`),
    refuse('image list', `${file}\n${file}\n`),
  ];
}

function notVideo(): HostileFile[] {
  const xxe = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><svg>&b;</svg>';
  const png = Buffer.from('89504e470d0a1a0a0000000d494844520000ffff0000ffff0806000000', 'hex');
  return [
    refuse('empty', ''),
    refuse('one byte', 'x'),
    refuse('zeros', Buffer.alloc(100_000)),
    refuse('ones', Buffer.alloc(100_000, 0xff)),
    refuse('noise', noise(100_000, 7)),
    refuse('text', '一封信。'.repeat(5000)),
    refuse('html', '<!doctype html><script>fetch("http://127.0.0.1")</script>'),
    refuse('svg', xxe),
    refuse('pdf', '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n'),
    refuse('zip', Buffer.concat([Buffer.from('504b0304', 'hex'), noise(2000, 3)])),
    refuse('program', Buffer.concat([Buffer.from('7f454c46020101', 'hex'), noise(2000, 4)])),
    refuse('script', '#!/bin/sh\ncat /etc/passwd\n'),
    refuse('huge png', png),
    refuse(
      'gif',
      Buffer.concat([Buffer.from('GIF89a'), Buffer.from('ffffffff800000', 'hex'), noise(200, 5)]),
    ),
    refuse('ebml alone', Buffer.from('1a45dfa3', 'hex')),
    refuse('ftyp alone', Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex')),
  ];
}

/** One thing to whoever looks at the beginning, another to whoever looks further. */
function polyglots(mp4: Buffer, { http, file }: Targets): HostileFile[] {
  const list = Buffer.from(`#EXTM3U\n#EXTINF:1,\n${http}/p.ts\n#EXTINF:1,\n${file}\n`);
  return [
    refuse('list then video', Buffer.concat([list, mp4])),
    may('video then list', Buffer.concat([mp4, list])),
    refuse('html then video', Buffer.concat([Buffer.from('<html><!--'), mp4])),
    refuse('concat then video', Buffer.concat([Buffer.from(`ffconcat version 1.0\nfile ${file}\n#`), mp4])),
    may('free box with list', Buffer.concat([box('free', list), mp4])),
    may('video then zip', Buffer.concat([mp4, Buffer.from('504b0304', 'hex'), noise(500, 9)])),
  ];
}

/** MP4s whose pictures are said to lie in another file, or at an address. */
function references(mp4: Buffer, { http, file }: Targets): HostileFile[] {
  // The data reference of every track says "in this file"; here it names another place.
  const at = mp4.indexOf('url \u0000\u0000\u0000\u0001', 0, 'latin1');
  const outside = (kind: string) => {
    const changed = Buffer.from(mp4);
    if (at > 0) changed.write(`${kind}\u0000\u0000\u0000\u0000`, at, 'latin1');
    return changed;
  };
  const named = (target: string) =>
    Buffer.concat([mp4, box('moov', box('dref', Buffer.from(`alis${target}\u0000`)))]);
  return [
    may('reference url', outside('url ')),
    may('reference alias', outside('alis')),
    may('reference resource', outside('rsrc')),
    may('names a file', named(file)),
    may('names an address', named(http)),
  ];
}

function cut(kinds: Readonly<Record<string, Buffer>>): HostileFile[] {
  return Object.entries(kinds).flatMap(([kind, bytes]) =>
    [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99].map((share) =>
      may(`${kind} cut at ${share}`, bytes.subarray(0, Math.floor(bytes.length * share))),
    ),
  );
}

function corrupted(kinds: Readonly<Record<string, Buffer>>): HostileFile[] {
  return Object.entries(kinds).flatMap(([kind, bytes]) =>
    [1, 2, 3, 4, 5, 6].map((seed) => {
      const changed = Buffer.from(bytes);
      const random = generator(seed * 977);
      const changes = [3, 30, 300, 8, 80, 800][seed - 1] ?? 10;
      // The first three spare the beginning, so that the file is still taken for what it was.
      const from = seed <= 3 ? 64 : 0;
      for (let n = 0; n < changes; n++) {
        changed[from + Math.floor(random() * (changed.length - from))] = Math.floor(random() * 256);
      }
      return may(`${kind} corrupted ${seed}`, changed);
    }),
  );
}

/** Headers that promise what nobody should prepare for. */
function lies(mp4: Buffer): HostileFile[] {
  const change = (mark: string, offset: number, hex: string) => {
    const changed = Buffer.from(mp4);
    const at = changed.indexOf(mark, 0, 'latin1');
    if (at >= 0) changed.write(hex, at + offset, 'hex');
    return changed;
  };
  return [
    may('a million pixels wide', change('avc1', 28, 'ffffffff')),
    may('track of huge size', change('tkhd', 80, 'ffff0000ffff0000')),
    may('lasts for ever', change('mvhd', 20, 'fffffffe')),
    may('media lasts for ever', change('mdhd', 20, 'fffffffe')),
    may('no time scale', change('mdhd', 16, '00000000')),
    may('one frame for days', change('stts', 12, '7fffffff')),
    may('endless samples', change('stts', 4, '7fffffff')),
    may('samples of gigabytes', change('stsz', 8, '7fffffff')),
    may('chunks out of the file', change('stco', 8, 'fffffff0')),
    may('endless chunks', change('stco', 4, '7fffffff')),
    may('settings of nothing', change('avcC', 4, '00000000')),
  ];
}

function boxes(mp4: Buffer): HostileFile[] {
  let nested: Buffer = box('trak', Buffer.alloc(0));
  for (let depth = 0; depth < 2000; depth++) nested = box(depth % 2 === 0 ? 'moov' : 'udta', nested);
  const ftyp = box('ftyp', Buffer.from('mp42\0\0\0\0mp42isom', 'latin1'));
  const many = Buffer.concat(Array.from({ length: 3000 }, () => box('trak', Buffer.alloc(8))));
  return [
    refuse('nested boxes', Buffer.concat([ftyp, nested])),
    refuse('three thousand tracks', Buffer.concat([ftyp, box('moov', many)])),
    refuse('box of size 0', Buffer.concat([ftyp, Buffer.from('000000006d6f6f76', 'hex')])),
    refuse('box of size 2', Buffer.concat([ftyp, Buffer.from('000000026d6f6f76', 'hex')])),
    refuse('box of 8 EiB', Buffer.concat([ftyp, Buffer.from('000000016d6f6f767fffffffffffffff', 'hex')])),
    may('twice the same', Buffer.concat([mp4, mp4])),
  ];
}

function box(kind: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(kind, 4, 'latin1');
  return Buffer.concat([head, content]);
}

function noise(length: number, seed: number): Buffer {
  const random = generator(seed);
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}

/** Park–Miller: the same files every time. */
function generator(seed: number): () => number {
  let state = seed % 2147483647;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
