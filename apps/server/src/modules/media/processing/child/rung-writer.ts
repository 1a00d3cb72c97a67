import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Encoder, Muxer, type Packet, type Stream } from 'node-av';
import { SEGMENT_S } from './segment.ts';

/** One quality being written: an HLS playlist over byte ranges of one fragmented MP4. */
export class RungWriter implements AsyncDisposable {
  readonly #muxer: Muxer;
  readonly #tracks: { video: number; audio: number };

  private constructor(muxer: Muxer, tracks: { video: number; audio: number }) {
    this.#muxer = muxer;
    this.#tracks = tracks;
  }

  /** A track is copied from a stream of the source, or comes from an encoder. */
  static async open(
    folder: string,
    video: Stream | Encoder,
    audio: Stream | Encoder | undefined,
  ): Promise<RungWriter> {
    await mkdir(folder, { recursive: true });
    const muxer = await Muxer.open(path.join(folder, 'index.m3u8'), {
      format: 'hls',
      options: {
        hls_segment_type: 'fmp4',
        hls_flags: 'single_file',
        hls_playlist_type: 'vod',
        hls_time: SEGMENT_S,
        hls_segment_filename: path.join(folder, 'media.mp4'),
      } as never,
    });
    const add = (track: Stream | Encoder) => muxer.addStream(track as Encoder);
    return new RungWriter(muxer, { video: add(video), audio: audio === undefined ? -1 : add(audio) });
  }

  /** Writes a copy of a packet, which stays the caller's. */
  async write(kind: 'video' | 'audio', packet: Packet): Promise<void> {
    using copy = packet.clone();
    if (copy !== null) await this.#muxer.writePacket(copy, this.#tracks[kind]);
  }

  close(): Promise<void> {
    return this.#muxer.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#muxer.close();
  }
}
