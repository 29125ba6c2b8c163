// What a server knows and must not tell: the password of its database and its keys, in whatever it says when it starts, fails or
// is asked.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect, types } from 'node:util';
import { readConfig } from '../../src/config';
import { createLog } from '../../src/http/log';
import { startService } from '../../src/launch/service';
import { startTestService } from '../setup/service';
import { holds } from '../vault/everywhere';

const password = 'pa%3Ass%40w0rd-of-the-lock';
const plain = decodeURIComponent(password);

/** Everything that is written, and everything that could be, when the server does not come up. */
async function failure(databaseUrl: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'stet-secrets-'));
  const heard: string[] = [];
  const log = createLog({ logLevel: 'trace' }, { write: (line) => heard.push(line) });
  const config = readConfig({ STET_DATA: folder, DATABASE_URL: databaseUrl, PORT: '0' });
  const error: unknown = await startService(config, log).catch((thrown: unknown) => thrown);
  log.error({ err: error }, 'did not start');
  rmSync(folder, { recursive: true });
  if (!types.isNativeError(error)) throw new Error('It started.');
  return [heard.join(''), String(error), error.stack, inspect(error)].join('\n');
}

describe('the password of the database', () => {
  const cluster = new URL(process.env['STET_TEST_CLUSTER'] ?? 'postgres://localhost');

  it.each([
    ['nobody listens', `postgres://stet:${password}@127.0.0.1:9/stet`],
    ['it is wrong', `postgres://${cluster.username}:${password}@${cluster.host}/postgres`],
    ['there is no such host', `postgres://stet:${password}@nowhere.invalid/stet`],
  ])('is in nothing that is said when %s', async (_, url) => {
    const said = await failure(url);
    for (const secret of [password, plain]) expect(said).not.toContain(secret);
  });

  it('is in nothing that is said of an address that cannot be read', () => {
    expect(() => readConfig({ DATABASE_URL: `postgres//stet:${password}@x` })).toThrow(/not shown/);
    expect(() => readConfig({ DATABASE_URL: `postgres//stet:${password}@x` })).not.toThrow(password);
  });
});

describe('the secrets of a running server', () => {
  it('are in no metric, no page for operators, no document and no line of the log', async () => {
    const heard: string[] = [];
    const stet = await startTestService({ LOG_LEVEL: 'trace' }, (line) => heard.push(line));
    const ana = await stet.as('Ana', 'reporter');
    await ana.post('/articles', { headline: 'Locks', body: 'They hold.\n' }, { 'idempotency-key': 'one' });
    const paths = ['//metrics', '//health/ready', '//health/live', '//openapi.json', '//audit', '//docs'];
    const said = await Promise.all(paths.map(async (path) => (await stet.reader.get(path)).text));
    const folder = join(stet.dataFolder, 'keys');
    // A folder in it remembers the newest checkpoints, which are public.
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    const keys = files.map(({ name }) => readFileSync(join(folder, name)));
    const whole = [...said, ...heard].join('\n');
    expect(keys.length).toBeGreaterThan(1);
    for (const key of keys)
      expect(holds(whole, key.toString('latin1')) || whole.includes(key.toString('hex'))).toBe(false);
    expect(whole).not.toContain(new URL(stet.database.url).password);
    expect(heard.join('')).not.toContain(String(ana.token));
    await stet.close();
  });
});
