/** A media playlist over byte ranges of one file, as the HLS muxer writes it. */
export interface MediaPlaylist {
  readonly segments: readonly {
    readonly durationMs: number;
    readonly start: number;
    readonly length: number;
  }[];
  /** The part that every segment needs before it. */
  readonly init: { readonly start: number; readonly length: number };
  readonly ended: boolean;
}

/** Reads a playlist of our own making; null when it is not one. */
export function readPlaylist(text: string): MediaPlaylist | null {
  const lines = text.split('\n').map((line) => line.trim());
  const [, initLength, initStart] = /^#EXT-X-MAP:URI="media\.mp4",BYTERANGE="(\d+)@(\d+)"$/m.exec(text) ?? [];
  if (lines[0] !== '#EXTM3U' || initLength === undefined || initStart === undefined) return null;
  const segments: { durationMs: number; start: number; length: number }[] = [];
  let durationMs = Number.NaN;
  let range: [length: string, start: string] | null = null;
  for (const line of lines) {
    const [, seconds] = /^#EXTINF:([\d.]+),/.exec(line) ?? [];
    if (seconds !== undefined) durationMs = Number(seconds) * 1000;
    const [, length, start] = /^#EXT-X-BYTERANGE:(\d+)@(\d+)$/.exec(line) ?? [];
    if (length !== undefined && start !== undefined) range = [length, start];
    if (line === '' || line.startsWith('#')) continue;
    if (line !== 'media.mp4' || range === null || !Number.isFinite(durationMs)) return null;
    segments.push({ durationMs, length: Number(range[0]), start: Number(range[1]) });
    durationMs = Number.NaN;
    range = null;
  }
  return {
    segments,
    init: { length: Number(initLength), start: Number(initStart) },
    ended: lines.includes('#EXT-X-ENDLIST'),
  };
}

export const longestSegment = ({ segments }: MediaPlaylist): number =>
  Math.max(0, ...segments.map((segment) => segment.durationMs));

/** How far the made may be from the source, ms: half a second, or one in a hundred of a long one. */
const tolerance = (durationMs: number): number => Math.max(500, durationMs * 0.01);

/**
 * Whether everything that a playlist lists is there: every byte range lies within the file and is not empty, they follow one
 * another, it ends, and it is as long as the source. Returns what is wrong; null when nothing is. The muxer's word is
 * not enough: on a full disk it reports success.
 */
export function faultOf(playlist: MediaPlaylist, fileBytes: number, durationMs: number): string | null {
  if (playlist.segments.length === 0) return 'no segments';
  if (!playlist.ended) return 'no end';
  let expected = playlist.init.start + playlist.init.length;
  if (playlist.init.length === 0) return 'an empty beginning';
  for (const [index, { start, length }] of playlist.segments.entries()) {
    if (length === 0) return `segment ${index} is empty`;
    if (start < expected) return `segment ${index} overlaps`;
    expected = start + length;
    if (expected > fileBytes) return `segment ${index} is cut`;
  }
  const total = playlist.segments.reduce((sum, segment) => sum + segment.durationMs, 0);
  if (Math.abs(total - durationMs) > tolerance(durationMs)) return `${total} ms instead of ${durationMs} ms`;
  return null;
}

/** The playlist that names every quality, best first. */
export function masterPlaylist(
  rungs: readonly {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly bitrate: number;
    readonly codecs: string;
  }[],
): string {
  const lines = rungs
    .toSorted((a, b) => b.bitrate - a.bitrate)
    .flatMap(({ name, width, height, bitrate, codecs }) => [
      `#EXT-X-STREAM-INF:BANDWIDTH=${Math.ceil(bitrate * 1.3)},AVERAGE-BANDWIDTH=${bitrate},RESOLUTION=${width}x${height},CODECS="${codecs}"`,
      `${name}/index.m3u8`,
    ]);
  return `#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n${lines.join('\n')}\n`;
}
