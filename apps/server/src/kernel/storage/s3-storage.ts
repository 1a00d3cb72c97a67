import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NotFound,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { newId } from '../ids.ts';
import { checkedKey, type Storage, StorageAway } from './storage.ts';
import type { S3Config } from './storage-config.ts';

/** So long may a service say nothing in the middle of an answer, ms; and so many are asked at a time. */
const SILENCE_MS = 60_000;
const MOST_AT_ONCE = 200;

/** An S3-compatible bucket. `scratch` is a local folder for objects that must be read as files. */
export function s3Storage(config: S3Config, scratch: string): Storage {
  const client = new S3Client({
    region: config.region,
    credentials: { accessKeyId: config.keyId, secretAccessKey: config.keySecret },
    ...(config.endpoint === undefined ? {} : { endpoint: config.endpoint, forcePathStyle: true }),
    // Many services that speak S3 know nothing of the checksums that AWS adds by default.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // A service that says nothing must not keep a worker or a viewer waiting for ever.
    requestHandler: {
      connectionTimeout: 5000,
      socketTimeout: SILENCE_MS,
      httpsAgent: { maxSockets: MOST_AT_ONCE },
      httpAgent: { maxSockets: MOST_AT_ONCE },
    },
  });
  const bucket = config.bucket;
  const away = (error: unknown) => {
    throw awayFrom(config, error);
  };
  const read: Storage['read'] = async (key, range) => {
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key: checkedKey(key),
      ...(range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` }),
    });
    const answer = await client.send(command).catch(away);
    const total = answer.ContentRange?.split('/')[1] ?? answer.ContentLength ?? 0;
    return { stream: answer.Body as Readable, size: Number(total) };
  };
  const size: Storage['size'] = async (key) => {
    try {
      const answer = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: checkedKey(key) }));
      return answer.ContentLength ?? 0;
    } catch (error) {
      if (error instanceof NotFound) return null;
      return away(error);
    }
  };
  return {
    read,
    async put(key, file) {
      const { size: expected } = await stat(file);
      const Body = createReadStream(file);
      try {
        const params = { Bucket: bucket, Key: checkedKey(key), Body };
        await new Upload({ client, params }).done().catch(away);
      } finally {
        Body.destroy();
      }
      // The file is let go of only once the bucket has as many bytes.
      const stored = await size(key);
      if (stored !== expected) throw new Error(`${key}: ${stored} bytes stored of ${expected}`);
      await unlink(file);
    },
    size,
    async checkOut(key) {
      await mkdir(scratch, { recursive: true });
      const file = path.join(scratch, newId());
      const release = () => rm(file, { force: true });
      try {
        const { stream, size: expected } = await read(key);
        await pipeline(stream, createWriteStream(file));
        const { size: got } = await stat(file);
        if (got !== expected) throw new Error(`${key}: ${got} bytes came of ${expected}`);
      } catch (error) {
        await release();
        throw error;
      }
      return { file, release };
    },
    removeAll: (prefix) => removeAll(client, bucket, checkedKey(prefix)).catch(away),
    // A bucket grows; what it may hold is a matter of its account.
    space: async () => null,
  };
}

/** Says what whoever set the bucket up has to look at, without any secret. A missing object is no such thing. */
function awayFrom({ bucket, endpoint = 'AWS', keyId }: S3Config, error: unknown): unknown {
  const known = error instanceof S3ServiceException ? error : null;
  const status = known?.$metadata.httpStatusCode;
  if (status === 404 && known?.name !== 'NoSuchBucket') return error;
  const why =
    status === 401 || status === 403
      ? `refuses the key ${keyId} (${known?.name}): check WENGONG_S3_KEY_ID and WENGONG_S3_KEY_SECRET`
      : `cannot be used: ${error instanceof Error ? `${error.name} ${error.message}` : String(error)}`;
  return new StorageAway(`the bucket ${bucket} at ${endpoint} ${why}`, { cause: error });
}

async function removeAll(client: S3Client, bucket: string, prefix: string): Promise<void> {
  for (;;) {
    const listed = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
    const Objects = (listed.Contents ?? []).map(({ Key }) => ({ Key }));
    if (Objects.length === 0) return;
    const { Errors } = await client.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
    );
    const [kept] = Errors ?? [];
    if (kept !== undefined) throw new Error(`${kept.Key} cannot be deleted: ${kept.Code} ${kept.Message}`);
  }
}
