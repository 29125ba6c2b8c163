// What the service is measured against: bare Fastify routes that answer the same bytes, and one that does one prepared
// INSERT of what it is sent, committed durably on the same database.
import fastify from 'fastify';
import pg from 'pg';

interface Answer {
  readonly type: string;
  readonly body: string;
}

async function main(): Promise<void> {
  const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
  await pool.query(
    'create table if not exists public.bare (id bigint generated always as identity primary key, body text)',
  );
  const server = fastify({ bodyLimit: 1024 * 1024 });
  const answers = new Map<string, { type: string; bytes: Buffer }>();
  server.get('/', () => 'ready');
  server.put<{ Params: { name: string }; Body: Answer }>('/answers/:name', (request) => {
    answers.set(request.params.name, { type: request.body.type, bytes: Buffer.from(request.body.body) });
    return 'kept';
  });
  server.get<{ Params: { name: string } }>('/answers/:name', (request, reply) => {
    const answer = answers.get(request.params.name);
    return reply.header('content-type', answer?.type ?? 'text/plain').send(answer?.bytes);
  });
  server.patch<{ Params: { id: string }; Body: { body: string } }>('/articles/:id', async (request) => {
    const insert = { name: 'insert', text: 'insert into public.bare (body) values ($1) returning id' };
    const { rows } = await pool.query<{ id: string }>({ ...insert, values: [request.body.body] });
    return { id: request.params.id, revision: Number(rows[0]?.id) };
  });
  await server.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
  process.once('SIGTERM', () => {
    server.server.closeAllConnections();
    void server.close().then(() => pool.end());
  });
}

void main();
