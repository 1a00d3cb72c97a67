import { Server } from '@tus/server';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { isFull } from '../../../kernel/storage/disk-storage.ts';
import { assetById } from '../assets.store.ts';
import { incomingFolder, receivedBytes } from './incoming.ts';
import { IncomingStore } from './incoming-store.ts';
import { roomForBytes } from './room.ts';
import { takeIn } from './take-in.ts';
import { UploadLocker } from './upload-locker.ts';

const params = z.object({ videoId: z.uuid() });

/**
 * The bytes of announced uploads, by tus 1.0: `HEAD` asks how many are there, `PATCH` adds more. Announcing
 * (`createUpload`) is a route of the contract; only who announced an upload can send or ask. A chunk may be as long as the
 * rest of the file; what arrived before the network went is kept. Bytes for which there is no room are refused before they
 * are read (`storage-full`): of a disk that is full in their midst the client may see no more than a lost connection.
 */
export async function mountUploads(app: FastifyInstance, deps: Deps): Promise<void> {
  const store = new IncomingStore({ directory: incomingFolder(deps.config) });
  const locker = new UploadLocker(deps);
  const tus = new Server({
    path: '/api/v1/uploads',
    datastore: store,
    locker,
    async onUploadFinish(_request, { id }) {
      const asset = await assetById(deps.db.reader, id);
      if (asset !== undefined) await takeIn(deps, asset);
      return {};
    },
    onResponseError: (_request, error) => (isFull(error) ? NO_ROOM : undefined),
  });
  app.addHook('onClose', () => locker.close());
  await app.register(async (uploads) => {
    // Bodies reach the library unread, whatever their length: it stops at the announced one.
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser('*', (_request, _payload, done) => done(null));
    uploads.route({
      method: ['HEAD', 'PATCH', 'OPTIONS'],
      url: '/api/v1/uploads/:videoId',
      schema: { hide: true },
      handler: async (request, reply) => {
        const { data } = params.safeParse(request.params);
        const actor = await deps.resolveActor(request.headers);
        if (actor === null) throw new Problem('not-signed-in');
        const asset = data === undefined ? undefined : await assetById(deps.db.reader, data.videoId);
        // Somebody else's upload looks like none.
        if (asset === undefined || asset.owner_id !== actor.personId) throw new Problem('not-found');
        const open = asset.status === 'uploading' && asset.upload_until > deps.clock.now();
        if (!open && asset.uploaded_at === null) throw new Problem('upload-over');
        if (asset.uploaded_at !== null) {
          // All is there; a client that has not heard so asks again.
          if (request.method !== 'HEAD') throw new Problem('upload-over');
          return reply
            .headers({
              'upload-offset': asset.file_bytes,
              'upload-length': asset.file_bytes,
              'tus-resumable': '1.0.0',
            })
            .header('cache-control', 'no-store')
            .send();
        }
        const coming = Number(request.headers['content-length'] ?? 0);
        if (!(await roomForBytes(deps, coming))) throw storageFull();
        if ((await receivedBytes(deps.config, asset.id)) === 0) {
          await store.begin(asset.id, asset.file_bytes).catch((error: unknown) => {
            throw isFull(error) ? storageFull() : error;
          });
        }
        reply.hijack();
        reply.raw.setHeader('cache-control', 'no-store');
        await tus.handle(request.raw, reply.raw);
        return reply;
      },
    });
  });
}

/** As the document `storage-full` says it, to programs that read no documents. */
const NO_ROOM = { status_code: 507, body: 'The server is short of space: what arrived is kept\n' };

/** Somebody makes room within minutes, or it takes much longer: so long a client waits that has only to ask again. */
const storageFull = () => new Problem('storage-full', {}, { retryAfter: 30 });
