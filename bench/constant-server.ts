import Fastify from 'fastify';
import pg from 'pg';

/**
 * The baselines of the page and waiting-room benchmarks: `/` answers one constant string of LENGTH bytes; `/ask` asks the
 * database how far the waiting room of SESSION is; `/parse` parses what is posted and does nothing with it; `/cpu` tells how many seconds of CPU this process has used.
 */
const app = Fastify();
const body = '文'.repeat(Number(process.env.LENGTH ?? '20000') / 3);
app.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(body));
app.post('/parse', (_request, reply) => reply.code(202).send());
if (process.env.DATABASE_URL !== undefined) {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });
  app.get('/ask', async () => {
    const { rows } = await pool.query(
      `select now(), opened_at, joined, early, seed, called, (select sum(capacity - held - confirmed) from pool
        where pool.session_id = waiting_room.session_id) as free from waiting_room where session_id = $1`,
      [process.env.SESSION],
    );
    return rows[0];
  });
}
app.get('/cpu', async () => {
  const { user, system } = process.cpuUsage();
  return { seconds: (user + system) / 1e6 };
});
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
process.send?.('ready');
