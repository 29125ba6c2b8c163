// Everywhere that a word could have got to: what every table holds, what every address answers, what was logged.
import { Client as Connection } from 'pg';
import type { Client, TestService } from '../setup/service';

/** A line for each row of each table of the database, whatever its schema; bytes in hex. */
export async function rowsOfAllTables(url: string): Promise<readonly string[]> {
  const connection = new Connection(url);
  await connection.connect();
  try {
    const { rows: tables } = await connection.query<{ name: string }>(`
      select c.oid::regclass::text as name
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm', 'p')
         and n.nspname not like 'pg\\_%'
         and n.nspname <> 'information_schema'`);
    const lines: string[] = [];
    for (const { name } of tables) {
      const { rows } = await connection.query<{ row: string }>(`select t::text as row from ${name} t`);
      lines.push(...rows.map(({ row }) => `${name}: ${row}`));
    }
    return lines;
  } finally {
    await connection.end();
  }
}

/** The word as it is, in capitals or not, and as bytes in hex or base64. */
export function holds(text: string, word: string): boolean {
  const bytes = Buffer.from(word, 'utf8');
  const low = text.toLowerCase();
  const encoded = bytes.toString('base64').replace(/=+$/, '').slice(0, -2);
  return low.includes(word.toLowerCase()) || low.includes(bytes.toString('hex')) || text.includes(encoded);
}

const media = [
  'text/html',
  'text/markdown',
  'application/x-ndjson',
  'application/ld+json',
  'application/vnd.iptc.ninjs+json',
  '*/*',
];

/** What each GET address of the service answers, in each representation, with the parameters filled in. */
export async function answersOfAllRoutes(
  stet: TestService,
  clients: readonly Client[],
  parameters: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const { routes } = stet.service.app.getHttpAdapter().getInstance().routeTable;
  const patterns = routes.filter(({ method }) => method === 'GET').map(({ pattern }) => pattern);
  const answers: string[] = [];
  for (const pattern of new Set(patterns)) {
    const path = pattern.replace(/:(\w+)|\*/g, (_, name: string) => parameters[name] ?? '1');
    for (const client of clients)
      for (const accept of media) {
        const { status, text, headers } = await client.get(`/${path}`, { headers: { accept } });
        answers.push(`GET ${path} (${accept}) ${status} ${JSON.stringify([...headers])}\n${text}`);
      }
  }
  return answers;
}
