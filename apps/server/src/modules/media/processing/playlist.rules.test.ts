import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { faultOf, masterPlaylist, readPlaylist } from './playlist.rules.ts';

const HEADER = '#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:4\n';

/** A playlist over segments of these lengths, the first part 100 bytes long. */
function written(lengths: readonly number[], seconds = 4, end = '#EXT-X-ENDLIST\n'): string {
  let at = 100;
  const segments = lengths.map((length) => {
    const line = `#EXTINF:${seconds.toFixed(6)},\n#EXT-X-BYTERANGE:${length}@${at}\nmedia.mp4\n`;
    at += length;
    return line;
  });
  return `${HEADER}#EXT-X-MAP:URI="media.mp4",BYTERANGE="100@0"\n${segments.join('')}${end}`;
}

const faultIn = (text: string, bytes: number, durationMs: number) => {
  const playlist = readPlaylist(text);
  return playlist === null ? 'unread' : faultOf(playlist, bytes, durationMs);
};

test('a whole file passes; one byte less, an empty segment, a missing end or another length do not', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(lengths, fc.nat(), (given, pick) => {
      const bytes = 100 + given.reduce((sum, length) => sum + length, 0);
      const ms = given.length * 4000;
      assert.equal(faultIn(written(given), bytes, ms), null);
      assert.match(faultIn(written(given), bytes - 1, ms) ?? '', /is cut/);
      assert.equal(faultIn(written(given, 4, ''), bytes, ms), 'no end');
      assert.match(faultIn(written(given), bytes, ms * 2 + 2000) ?? '', /instead of/);
      const emptied = given.with(pick % given.length, 0);
      assert.match(faultIn(written(emptied), bytes, ms) ?? '', /is empty/);
    }),
  );
});

test('a playlist that names any other file is not read', () => {
  const text = written([10, 20]);
  assert.equal(readPlaylist(text.replaceAll('\nmedia.mp4', '\n/etc/passwd')), null);
  assert.equal(readPlaylist(text.replace('#EXTM3U\n', '')), null);
  assert.equal(
    faultIn(`${HEADER}#EXT-X-MAP:URI="media.mp4",BYTERANGE="100@0"\n#EXT-X-ENDLIST\n`, 100, 0),
    'no segments',
  );
});

test('the master names the best quality first', () => {
  const rung = (name: string, bitrate: number) => ({ name, bitrate, width: 16, height: 9, codecs: 'avc1' });
  const text = masterPlaylist([rung('360', 500), rung('720', 2000)]);
  assert.ok(text.indexOf('720/index.m3u8') < text.indexOf('360/index.m3u8'));
});
