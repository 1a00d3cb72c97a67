import Fastify, { type FastifyInstance } from 'fastify';

const PREFIX = '/api/docs';

/** The API to browse, at `/api/docs`. Its viewer is five megabytes of script, read when somebody first asks for it. */
export function installApiDocs(server: FastifyInstance): void {
  let viewer: Promise<FastifyInstance> | undefined;
  for (const url of [PREFIX, `${PREFIX}/*`]) {
    server.get(url, { schema: { hide: true } }, async (request, reply) => {
      viewer ??= openViewer();
      const answer = await (await viewer).inject({ method: 'GET', url: request.url });
      const { 'content-type': type, location } = answer.headers;
      if (type !== undefined) reply.type(String(type));
      if (location !== undefined) reply.header('location', location);
      return reply.code(answer.statusCode).send(answer.rawPayload);
    });
  }
}

/** The viewer is a plugin, and a server that listens takes no more plugins: it gets one of its own. */
async function openViewer(): Promise<FastifyInstance> {
  const { default: apiReference } = await import('@scalar/fastify-api-reference');
  const viewer = Fastify();
  await viewer.register(apiReference, {
    routePrefix: PREFIX,
    configuration: { url: '/api/openapi.json' },
  });
  return viewer;
}
