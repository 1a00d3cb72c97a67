import type { ProbeReport } from '../../orders.ts';
import { Refused } from '../refused.ts';
import { strictly } from './input.ts';
import { type Programs, run } from './run.ts';

interface Stream {
  readonly codec_type?: string;
  readonly codec_name?: string;
  readonly width?: number;
  readonly height?: number;
  readonly pix_fmt?: string;
  readonly channels?: number;
  readonly extradata_size?: number;
  readonly is_avc?: string;
  readonly avg_frame_rate?: string;
  readonly r_frame_rate?: string;
  readonly disposition?: { readonly attached_pic?: number };
  readonly side_data_list?: readonly { readonly rotation?: number }[];
}

interface Shown {
  readonly format?: { readonly format_name?: string; readonly duration?: string };
  readonly streams?: readonly Stream[];
}

export async function probe(programs: Programs, file: string): Promise<ProbeReport> {
  const args = ['-v', 'error', '-show_format', '-show_streams', '-of', 'json', ...strictly(file)];
  const { stdout } = await run(programs.ffprobe, args).catch((error: unknown) => {
    throw error instanceof Refused ? new Refused('not-video', error.message) : error;
  });
  const { format, streams = [] } = read(stdout);
  if (format === undefined) throw new Refused('not-video', 'nothing is known of it');
  // A cover image within an audio file is no video.
  const video = streams.find((each) => each.codec_type === 'video' && each.disposition?.attached_pic !== 1);
  const audio = streams.find((each) => each.codec_type === 'audio');
  const told = Math.max(0, Math.round(Number(format.duration ?? 0) * 1000)) || 0;
  return {
    format: format.format_name ?? '',
    durationMs: told > 0 ? told : await measure(programs, file),
    video: video === undefined ? null : describe(video),
    audio:
      audio === undefined
        ? null
        : {
            codec: audio.codec_name ?? '',
            channels: audio.channels ?? 0,
            packaged: (audio.extradata_size ?? 0) > 0,
          },
  };
}

function read(text: string): Shown {
  try {
    return JSON.parse(text) as Shown;
  } catch {
    throw new Refused('not-video', 'more than can be shown');
  }
}

/** How long a file is that does not say so, as browsers record them. */
async function measure({ ffmpeg }: Programs, file: string): Promise<number> {
  let end = 0;
  const args = [
    '-nostdin',
    '-v',
    'error',
    ...strictly(file),
    '-map',
    '0:V?',
    '-c',
    'copy',
    '-f',
    'null',
    '-',
  ];
  await run(ffmpeg, ['-progress', 'pipe:1', ...args], (line) => {
    end = outTime(line) ?? end;
  });
  return Math.round(end);
}

/** How far it is, ms, as a line of `-progress` says. */
export function outTime(line: string): number | undefined {
  const [, us] = /^out_time_us=(\d+)$/.exec(line) ?? [];
  return us === undefined ? undefined : Number(us) / 1000;
}

function describe(stream: Stream): NonNullable<ProbeReport['video']> {
  const told = rate(stream.avg_frame_rate);
  const turned = stream.side_data_list?.find((each) => each.rotation !== undefined)?.rotation ?? 0;
  return {
    codec: stream.codec_name ?? '',
    width: stream.width ?? 0,
    height: stream.height ?? 0,
    // It counts the other way round.
    rotation: (((Math.round(-turned / 90) * 90) % 360) + 360) % 360,
    packaged: stream.is_avc === 'true',
    plain: stream.pix_fmt === 'yuv420p' || stream.pix_fmt === 'yuvj420p',
    framesPerSecond: told > 0 ? told : rate(stream.r_frame_rate),
  };
}

function rate(text = ''): number {
  const [over = 0, under = 0] = text.split('/').map(Number);
  return under > 0 ? over / under : 0;
}
