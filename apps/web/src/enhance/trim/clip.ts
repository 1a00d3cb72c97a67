import {
  BlobSource,
  Conversion,
  type ConversionOptions,
  canEncodeVideo,
  EncodedPacketSink,
  Input,
  type InputVideoTrack,
  MATROSKA,
  MkvOutputFormat,
  MP4,
  Mp4OutputFormat,
  NullTarget,
  Output,
  QTFF,
  Quality,
  type Target,
  WEBM,
} from 'mediabunny';
import { type Picture, smaller } from './picture.ts';
import type { Plan, Plans, Refusal, Way } from './talk.ts';

/** Cutting was refused; the original can be uploaded. */
export class Refused extends Error {
  readonly why: Refusal;
  constructor(why: Refusal) {
    super(why);
    this.why = why;
  }
}

/** Pictures a second at most, and how far key frames may lie apart, seconds. */
const MOST_RATE = 30;
const KEY_FRAMES = 2;
/** A cut may be off by so many seconds before it counts as failed: the last packets end where they end. */
const TOLERANCE = 0.5;
const SOUND_BITRATE = 128_000;

/** A chosen video that can be cut without losing any of its tracks. */
export interface Clip {
  readonly seconds: number;
  /** What cutting from `start` to `end` would give in each way; null for a way that would lose something. */
  plan(start: number, end: number): Promise<Plans>;
  /** Prepares the cut into `target`; its caller runs and cancels it. Throws Refused when a track would be lost. */
  cut(way: Way, start: number, end: number, target: Target): Promise<Conversion>;
  /** Reads what was written as a stranger would. Throws Refused unless every track is there at its length. */
  verify(made: Blob, seconds: number): Promise<void>;
}

/** Reads a video's head. Throws Refused when it cannot be read, or no way keeps all that is in it. */
export async function openClip(file: Blob, slow: boolean): Promise<Clip> {
  const input = new Input({ source: new BlobSource(file), formats: [MP4, QTFF, MATROSKA, WEBM] });
  if (!(await input.canRead())) throw new Refused('unreadable');
  const [track, ...more] = await input.getVideoTracks();
  const sounds = await input.getAudioTracks();
  if (track === undefined || more.length > 0) throw new Refused('unreadable');
  const soundCodecs = await Promise.all(sounds.map((sound) => sound.getCodec()));
  if (soundCodecs.includes(null)) throw new Refused('sound');
  const seconds = await input.computeDuration();
  const picture = smaller(await pictureOf(track, file.size, seconds), slow);
  const settings = await encoding(track, picture);
  const mp4 = new Mp4OutputFormat();
  const codecs = [await track.getCodec(), ...soundCodecs];
  const format = codecs.every((codec) => codec !== null && mp4.getSupportedCodecs().includes(codec))
    ? mp4
    : new MkvOutputFormat();

  const prepare = async (way: Way, start: number, end: number, target: Target): Promise<Conversion> => {
    const settingsOfWay: Partial<ConversionOptions> | null =
      way === 'copy' ? { copy: { mode: 'forced', boundaryPolicy: 'shrink' } } : settings;
    if (settingsOfWay === null) throw new Refused('no-way');
    const conversion = await Conversion.init({
      input,
      output: new Output({ format: way === 'copy' ? format : mp4, target }),
      trim: { start, end },
      // Nothing of where and with what it was filmed goes along.
      tags: {},
      showWarnings: false,
      ...settingsOfWay,
    });
    if (conversion.discardedTracks.some(({ track: lost }) => lost.isAudioTrack())) throw new Refused('sound');
    if (!conversion.isValid || conversion.discardedTracks.length > 0) throw new Refused('no-way');
    return conversion;
  };

  // Tried at once, so that nothing is offered that would have to be refused later.
  const keeps: Record<Way, Refusal | null> = { copy: null, encode: null };
  for (const way of ['copy', 'encode'] as const) {
    keeps[way] = await prepare(way, 0, seconds, new NullTarget()).then(() => null, refusalOf);
  }
  if (keeps.copy !== null && keeps.encode !== null) {
    throw new Refused([keeps.copy, keeps.encode].includes('sound') ? 'sound' : 'no-way');
  }
  const sink = new EncodedPacketSink(track);
  const copied = async (start: number, end: number): Promise<Plan | null> => {
    const key = await sink.getKeyPacket(start, { verifyKeyPackets: true });
    const from = key ?? (await sink.getFirstKeyPacket({ verifyKeyPackets: true }));
    if (from === null || from.timestamp >= end) return null;
    return { start: from.timestamp, end, bytes: (file.size * (end - from.timestamp)) / seconds };
  };
  return {
    seconds,
    plan: async (start, end) => ({
      copy: keeps.copy === null ? await copied(start, end) : null,
      encode:
        keeps.encode === null
          ? {
              start,
              end,
              bytes: ((picture.bitrate + sounds.length * SOUND_BITRATE) * (end - start)) / 8,
              lines: Math.min(picture.width, picture.height),
            }
          : null,
    }),
    cut: prepare,
    verify: (made, wanted) => verify(made, wanted, sounds.length),
  };
}

const refusalOf = (error: unknown): Refusal => (error instanceof Refused ? error.why : 'failed');

async function pictureOf(track: InputVideoTrack, bytes: number, seconds: number): Promise<Picture> {
  const [width, height] = await Promise.all([track.getDisplayWidth(), track.getDisplayHeight()]);
  return { width, height, bitrate: (bytes * 8) / Math.max(seconds, 0.1) };
}

/** How to compress again; null where this browser cannot, or would lose the colours of a film in HDR. */
async function encoding(
  track: InputVideoTrack,
  picture: Picture,
): Promise<Partial<ConversionOptions> | null> {
  const { width, height, bitrate } = picture;
  const quality = new Quality({ bitrate });
  if ((await track.hasHighDynamicRange()) || !(await track.canDecode())) return null;
  if (!(await canEncodeVideo('avc', { width, height, quality }))) return null;
  const { averagePacketRate } = await track.computePacketStats(60);
  return {
    video: {
      codec: 'avc',
      width,
      height,
      fit: 'fill',
      quality,
      keyFrameInterval: KEY_FRAMES,
      forceTranscode: true,
      ...(averagePacketRate > MOST_RATE + 1 ? { frameRate: MOST_RATE } : {}),
    },
    // Few browsers encode AAC: sound is taken as it is wherever it can be.
    copy: { mode: 'preferred', boundaryPolicy: 'shrink' },
  };
}

async function verify(made: Blob, wanted: number, sounds: number): Promise<void> {
  const input = new Input({ source: new BlobSource(made), formats: [MP4, MATROSKA] });
  try {
    const tracks = await input.getTracks();
    const lengths = await Promise.all(tracks.map((track) => track.computeDuration()));
    const heard = tracks.filter((track) => track.isAudioTrack()).length;
    const whole = Math.abs(Math.max(...lengths) - wanted) <= TOLERANCE;
    // Sound that is there in the original but ends early or begins late is looked at by its packets.
    const filled = await Promise.all(
      tracks.map(async (track) => (await track.computePacketStats(4)).packetCount > 0),
    );
    if (heard !== sounds || tracks.length !== sounds + 1 || !whole || filled.includes(false)) {
      throw new Refused('unverified');
    }
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('unverified');
  } finally {
    input.dispose();
  }
}
