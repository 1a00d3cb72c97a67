import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  Decoder,
  type Demuxer,
  Encoder,
  FF_ENCODER_AAC,
  FF_ENCODER_LIBX264,
  FilterAPI,
  type Frame,
  type Packet,
  type Stream,
} from 'node-av';
import type { Plan, RungOrder } from '../orders.ts';
import { type Encoding, endsEarly, groupOf, rungFilter } from './engine.ts';
import { Loudness } from './loudness.ts';
import { Pictures } from './pictures.ts';
import { pictures as picturesOf } from './probe.ts';
import { Refused } from './refused.ts';
import { RungWriter } from './rung-writer.ts';
import { SEGMENT_S } from './segment.ts';
import { openStrictly } from './strict-input.ts';
import { timeOf } from './timing.ts';

interface EncodedRung {
  readonly filter: FilterAPI;
  readonly encoder: Encoder;
  readonly writer: RungWriter;
}

interface Sound {
  readonly stream: Stream;
  readonly decoder: Decoder;
  readonly loudness: Loudness;
  /** Null: the source's own sound is copied. */
  readonly encoder: Encoder | null;
}

/**
 * Decodes the source once and writes every rung, the poster, the sprite and the loudness from that: what one process with
 * a split filter does. The source's own quality is copied beside them when `copy` is set.
 */
export async function encode(
  order: { readonly file: string; readonly folder: string; readonly plan: Plan },
  copy: RungOrder | null,
  rungs: readonly RungOrder[],
  onTime: (ms: number) => void,
): Promise<Encoding> {
  const { plan, folder } = order;
  using input = await openStrictly(order.file);
  const video = picturesOf(input);
  if (video === undefined) throw new Refused('no-picture', 'no video stream');
  using decoder = await Decoder.create(video, {
    exitOnError: false,
    // A stream may change its size on the way.
    options: { max_pixels: plan.maxPixels } as never,
  });
  const sound = await openSound(input, plan);
  const soundTrack = sound === null ? undefined : (sound.encoder ?? sound.stream);
  const copied =
    copy === null ? null : await RungWriter.open(path.join(folder, copy.name), video, soundTrack);
  const encoded = await openRungs(folder, rungs, plan, decoder, soundTrack);
  const pictures = new Pictures(plan);
  const writers = [...encoded.map((rung) => rung.writer), ...(copied === null ? [] : [copied])];
  let end = 0;
  const showFrames = async (frames: Frame[]) => {
    for (const frame of frames) {
      using held = frame;
      await pictures.see(held);
      for (const rung of encoded) await encodeFrame(rung, held);
    }
  };
  for await (using packet of input.packets()) {
    if (packet === null) break;
    const at = timeOf(packet, input);
    if (at > plan.maxDurationMs) throw new Refused('too-long', 'longer than it says');
    if (packet.streamIndex === video.index) {
      end = Math.max(end, at);
      onTime(at);
      await copied?.write('video', packet);
      await showFrames(await decoder.decodeAll(packet));
    } else if (packet.streamIndex === sound?.stream.index) {
      await hear(sound, packet, writers);
    }
  }
  await showFrames(await decoder.decodeAll(null));
  if (sound !== null) await hear(sound, null, writers);
  for (const rung of encoded) await finishRung(rung);
  await copied?.close();
  if (endsEarly(end, plan.durationMs)) {
    throw new Refused('unreadable', `ends at ${Math.round(end)} ms of ${plan.durationMs} ms`);
  }
  const { poster, sprite } = await pictures.finish();
  if (poster === null) throw new Refused('unreadable', 'not one picture could be decoded');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'poster.jpg'), poster);
  if (sprite !== null) await writeFile(path.join(folder, 'sprite.jpg'), sprite);
  const loudnessLufs = sound?.loudness.value() ?? null;
  sound?.decoder.close();
  return { loudnessLufs, sprite: sprite !== null };
}

async function openSound(input: Demuxer, plan: Plan): Promise<Sound | null> {
  const stream = plan.hasAudio ? input.audio() : undefined;
  if (stream === undefined) return null;
  const decoder = await Decoder.create(stream, { exitOnError: false });
  const encoder = plan.copyAudio
    ? null
    : await Encoder.create(FF_ENCODER_AAC, { decoder, bitrate: 128_000, autoResample: true });
  return { stream, decoder, loudness: new Loudness(), encoder };
}

async function openRungs(
  folder: string,
  rungs: readonly RungOrder[],
  plan: Plan,
  decoder: Decoder,
  sound: Stream | Encoder | undefined,
): Promise<EncodedRung[]> {
  const opened: EncodedRung[] = [];
  for (const rung of rungs) {
    const filter = FilterAPI.create(rungFilter(rung, plan), { allowReinit: true });
    const encoder = await Encoder.create(FF_ENCODER_LIBX264, {
      decoder,
      filter,
      gopSize: groupOf(plan, SEGMENT_S),
      maxRate: rung.maxBitrate,
      bufSize: rung.maxBitrate * 2,
      options: {
        preset: 'veryfast',
        crf: 24,
        profile: 'main',
        'x264-params': 'scenecut=0:open-gop=0',
      } as never,
    });
    opened.push({
      filter,
      encoder,
      writer: await RungWriter.open(path.join(folder, rung.name), encoder, sound),
    });
  }
  return opened;
}

async function encodeFrame({ filter, encoder, writer }: EncodedRung, frame: Frame | null): Promise<void> {
  for (const scaled of await filter.processAll(frame)) {
    using held = scaled;
    await writePackets(await encoder.encodeAll(held), (packet) => writer.write('video', packet));
  }
}

async function finishRung(rung: EncodedRung): Promise<void> {
  await encodeFrame(rung, null);
  await writePackets(await rung.encoder.encodeAll(null), (packet) => rung.writer.write('video', packet));
  await rung.writer.close();
  rung.filter.close();
  rung.encoder.close();
}

/** Measures a packet of sound (null: the end) and gives it to every rung. */
async function hear(sound: Sound, packet: Packet | null, writers: readonly RungWriter[]): Promise<void> {
  const toAll = async (each: Packet) => {
    for (const writer of writers) await writer.write('audio', each);
  };
  if (packet !== null && sound.encoder === null) await toAll(packet);
  for (const frame of await sound.decoder.decodeAll(packet)) {
    using held = frame;
    await sound.loudness.hear(held);
    if (sound.encoder !== null) await writePackets(await sound.encoder.encodeAll(held), toAll);
  }
  if (packet === null && sound.encoder !== null)
    await writePackets(await sound.encoder.encodeAll(null), toAll);
}

async function writePackets(
  packets: readonly Packet[],
  write: (packet: Packet) => Promise<void>,
): Promise<void> {
  for (const packet of packets) {
    using held = packet;
    await write(held);
  }
}
