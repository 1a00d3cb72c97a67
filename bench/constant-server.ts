import Fastify from 'fastify';

/** The baseline of the page benchmark: one route, one constant string of HTML of LENGTH bytes. */
const app = Fastify();
const body = '文'.repeat(Number(process.env.LENGTH ?? '20000') / 3);
app.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(body));
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
process.send?.('ready');
