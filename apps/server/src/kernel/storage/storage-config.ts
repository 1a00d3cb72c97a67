import { z } from 'zod';

const optionalText = z
  .string()
  .optional()
  .transform((value) => (value === '' ? undefined : value));

/** Environment of storage and of what processes videos. */
export const storageEnvironment = {
  WENGONG_STORAGE: z.enum(['disk', 's3']).default('disk'),
  WENGONG_S3_ENDPOINT: optionalText,
  WENGONG_S3_REGION: z.string().default('us-east-1'),
  WENGONG_S3_BUCKET: optionalText,
  WENGONG_S3_KEY_ID: optionalText,
  WENGONG_S3_KEY_SECRET: optionalText,
  WENGONG_TRANSCODER: z.enum(['auto', 'ffmpeg', 'node-av', 'none']).default('auto'),
  WENGONG_TRANSCODERS: z.coerce.number().int().min(1).max(64).default(1),
  WENGONG_TRANSCODER_LEASE_S: z.coerce.number().int().min(2).max(3600).default(60),
  WENGONG_VIDEO_PERSON_MB: z.coerce.number().int().min(1).default(4096),
  WENGONG_VIDEO_PALACE_GB: z.coerce.number().int().min(1).default(2048),
};
type Environment = z.output<z.ZodObject<typeof storageEnvironment>>;

export interface S3Config {
  /** Base address of an S3-compatible service; that of AWS when unset. */
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly bucket: string;
  readonly keyId: string;
  readonly keySecret: string;
}

export interface MediaConfig {
  /** Where large files live; null: on this machine's disk, in the data folder. */
  readonly s3: S3Config | null;
  /**
   * What processes videos. `auto`: FFmpeg's programs where they are on the PATH and new enough, else the package node-av;
   * `none`: nothing here, other workers do.
   */
  readonly transcoder: 'auto' | 'ffmpeg' | 'node-av' | 'none';
  /** Videos that one worker process works on at a time. */
  readonly transcoders: number;
  /** How long a worker that says nothing keeps a video before another takes it, ms. */
  readonly leaseMs: number;
  readonly personBytes: number;
  readonly palaceBytes: number;
}

export function readMediaConfig(e: Environment): MediaConfig {
  const s3 = {
    endpoint: e.WENGONG_S3_ENDPOINT,
    region: e.WENGONG_S3_REGION,
    bucket: e.WENGONG_S3_BUCKET ?? '',
    keyId: e.WENGONG_S3_KEY_ID ?? '',
    keySecret: e.WENGONG_S3_KEY_SECRET ?? '',
  };
  return {
    s3: e.WENGONG_STORAGE === 's3' ? s3 : null,
    transcoder: e.WENGONG_TRANSCODER,
    transcoders: e.WENGONG_TRANSCODERS,
    leaseMs: e.WENGONG_TRANSCODER_LEASE_S * 1000,
    personBytes: e.WENGONG_VIDEO_PERSON_MB * 1024 ** 2,
    palaceBytes: e.WENGONG_VIDEO_PALACE_GB * 1024 ** 3,
  };
}

/** What is missing for the storage that was chosen, one line each. */
export function storageProblems({ s3 }: MediaConfig): string[] {
  if (s3 === null) return [];
  const needed = {
    WENGONG_S3_BUCKET: s3.bucket,
    WENGONG_S3_KEY_ID: s3.keyId,
    WENGONG_S3_KEY_SECRET: s3.keySecret,
  };
  return Object.entries(needed)
    .filter(([, value]) => value === '')
    .map(([name]) => `${name}: needed by WENGONG_STORAGE=s3`);
}
