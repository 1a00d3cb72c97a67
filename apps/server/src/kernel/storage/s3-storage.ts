import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, unlink } from 'node:fs/promises';
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
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { newId } from '../ids.ts';
import { checkedKey, type Storage } from './storage.ts';
import type { S3Config } from './storage-config.ts';

/** An S3-compatible bucket. `scratch` is a local folder for objects that must be read as files. */
export function s3Storage(config: S3Config, scratch: string): Storage {
  const client = new S3Client({
    region: config.region,
    credentials: { accessKeyId: config.keyId, secretAccessKey: config.keySecret },
    ...(config.endpoint === undefined ? {} : { endpoint: config.endpoint, forcePathStyle: true }),
  });
  const bucket = config.bucket;
  const read: Storage['read'] = async (key, range) => {
    const answer = await client.send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: checkedKey(key),
        ...(range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` }),
      }),
    );
    const total = answer.ContentRange?.split('/')[1] ?? answer.ContentLength ?? 0;
    return { stream: answer.Body as Readable, size: Number(total) };
  };
  return {
    read,
    async put(key, file) {
      const Body = createReadStream(file);
      await new Upload({ client, params: { Bucket: bucket, Key: checkedKey(key), Body } }).done();
      await unlink(file);
    },
    async size(key) {
      try {
        const answer = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: checkedKey(key) }));
        return answer.ContentLength ?? 0;
      } catch (error) {
        if (error instanceof NotFound) return null;
        throw error;
      }
    },
    async checkOut(key) {
      await mkdir(scratch, { recursive: true });
      const file = path.join(scratch, newId());
      await pipeline((await read(key)).stream, createWriteStream(file));
      return { file, release: () => rm(file, { force: true }) };
    },
    removeAll: (prefix) => removeAll(client, bucket, checkedKey(prefix)),
    // A bucket grows; what it may hold is a matter of its account.
    space: async () => null,
  };
}

async function removeAll(client: S3Client, bucket: string, prefix: string): Promise<void> {
  for (;;) {
    const listed = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
    const Objects = (listed.Contents ?? []).map(({ Key }) => ({ Key }));
    if (Objects.length === 0) return;
    await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }));
  }
}
