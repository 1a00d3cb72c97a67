import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  AV_LOG_QUIET,
  Decoder,
  Demuxer,
  Encoder,
  FF_ENCODER_AAC,
  FF_ENCODER_ALAC,
  FF_ENCODER_LIBX264,
  FF_ENCODER_MPEG4,
  Log,
  Muxer,
} from 'node-av';

export interface ClipOrder {
  readonly width?: number;
  readonly height?: number;
  readonly seconds?: number;
  readonly rate?: number;
  readonly codec?: 'h264' | 'mpeg4';
  readonly sound?: boolean;
  /** `alac`: as some recorders write it; few programs keep it. */
  readonly soundCodec?: 'aac' | 'alac';
  readonly container?: 'mp4' | 'matroska' | 'mpegts' | 'avi';
}

/** A clip with moving pictures and a tone, as a phone's camera would write it. */
export async function makeClip(order: ClipOrder = {}): Promise<Buffer> {
  const { width = 160, height = 90, seconds = 2, rate = 10, codec = 'h264', sound = true } = order;
  Log.setLevel(AV_LOG_QUIET);
  const folder = await mkdtemp(path.join(tmpdir(), 'wengong-clip-'));
  const file = path.join(folder, 'clip');
  try {
    using pictures = await Demuxer.open(`testsrc2=size=${width}x${height}:rate=${rate}:duration=${seconds}`, {
      format: 'lavfi',
    });
    const stream = pictures.video();
    if (stream === undefined) throw new Error('the test source has pictures');
    using decoder = await Decoder.create(stream);
    using encoder = await Encoder.create(codec === 'h264' ? FF_ENCODER_LIBX264 : FF_ENCODER_MPEG4, {
      decoder,
      gopSize: rate,
      options: (codec === 'h264' ? { preset: 'ultrafast', crf: 30 } : {}) as never,
    });
    const muxer = await Muxer.open(file, { format: order.container ?? 'mp4' });
    const track = muxer.addStream(encoder);
    const tone = sound ? await openTone(muxer, seconds, order.soundCodec ?? 'aac') : null;
    for await (using packet of encoder.packets(decoder.frames(pictures.packets()))) {
      if (packet !== null) await muxer.writePacket(packet, track);
    }
    await tone?.write();
    await muxer.close();
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function openTone(muxer: Muxer, seconds: number, codec: 'aac' | 'alac') {
  const source = await Demuxer.open(`sine=frequency=440:sample_rate=44100:duration=${seconds}`, {
    format: 'lavfi',
  });
  const stream = source.audio();
  if (stream === undefined) throw new Error('the test tone can be heard');
  const decoder = await Decoder.create(stream);
  const encoder = await Encoder.create(codec === 'aac' ? FF_ENCODER_AAC : FF_ENCODER_ALAC, {
    decoder,
    bitrate: 64_000,
    autoResample: true,
  });
  const track = muxer.addStream(encoder);
  return {
    async write() {
      for await (using packet of encoder.packets(decoder.frames(source.packets()))) {
        if (packet !== null) await muxer.writePacket(packet, track);
      }
      encoder.close();
      decoder.close();
      source.closeSync();
    },
  };
}
