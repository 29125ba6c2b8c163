// There is a container engine neither here nor in every CI: what the files say is checked against the truth they rest on.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Client } from 'pg';
import { parse } from 'yaml';
import { readConfig } from '../../src/config';
import { migrate, serviceDataSource } from '../../src/data-source';
import { startPostgres, type RunningPostgres } from '../../src/postgres/start-postgres';
import { ask, newFolder, removeFolders } from '../postgres/embedded';

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
}

interface Compose {
  readonly services: { readonly stet: Service; readonly database: Service };
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly configs: { readonly roles: { readonly content: string } };
}

const file = (name: string) => readFileSync(resolve(__dirname, '../..', name), 'utf8');
/** With the defaults in place of what the environment may set. */
const compose = parse(file('docker-compose.yml').replace(/\$\{\w+:-([^}]*)\}/g, '$1')) as Compose;
const { stet, database } = compose.services;
const dockerfile = file('Dockerfile');
const lastStage = dockerfile.slice(dockerfile.lastIndexOf('FROM '));

describe('docker-compose.yml', () => {
  it('gives the service an environment that its configuration takes', () => {
    const config = readConfig(
      Object.fromEntries(Object.entries(stet.environment).map(([name, value]) => [name, String(value)])),
    );
    expect(config).toMatchObject({ port: 3000, host: '0.0.0.0', dataFolder: '/var/lib/stet' });
    for (const url of [config.databaseUrl, config.databaseAdminUrl]) {
      expect(new URL(url ?? '')).toMatchObject({
        hostname: 'database',
        pathname: `/${database.environment.POSTGRES_DB}`,
      });
    }
  });

  it('starts the service when the database answers', () => {
    expect(stet.depends_on?.database?.condition).toBe('service_healthy');
    expect(database.healthcheck?.test).toContain('pg_isready');
  });

  it('keeps keys and database in named volumes', () => {
    const mounts = [...stet.volumes, ...database.volumes].map((mount) => mount.split(':'));
    expect(mounts).toEqual([
      ['stet', '/var/lib/stet'],
      ['database', '/var/lib/postgresql'],
    ]);
    expect(Object.keys(compose.volumes).sort()).toEqual(['database', 'stet']);
  });

  it('opens the service to this machine, and the database to nobody', () => {
    expect(stet.ports).toEqual(['127.0.0.1:3000:3000']);
    expect(database.ports).toBeUndefined();
  });
});

describe("The roles of docker-compose.yml's database", () => {
  let server: RunningPostgres;
  const at = (url: string) => Object.assign(new URL(url), { host: `127.0.0.1:${server.port}` }).href;

  beforeAll(async () => {
    server = await startPostgres({ folder: newFolder(), durable: false });
    const [, statements = ''] = /<<'SQL'\n([\s\S]*?)\n\s*SQL\n/.exec(compose.configs.roles.content) ?? [];
    const client = new Client(server.url);
    await client.connect();
    await client.query(statements.replace(":'password'", `'${database.environment.SERVER_PASSWORD}'`));
    await client.end();
    await migrate(server.url);
  });
  afterAll(async () => {
    await server.stop();
    removeFolders();
  });

  it('are those that DATABASE_ADMIN_URL and DATABASE_URL name', async () => {
    expect(new URL(stet.environment.DATABASE_ADMIN_URL ?? '').username).toBe(database.environment.POSTGRES_USER);
    expect(await ask(at(stet.environment.DATABASE_URL ?? ''), 'select current_user')).toBe('stet_server');
  });

  it('let the service work, and neither work around the log nor become its owner', async () => {
    const url = at(stet.environment.DATABASE_URL ?? '');
    const source = await serviceDataSource(url, { newsroom: 'main' }).initialize();
    const counted = await source.query<unknown[]>('select count(*) from log.events');
    await source.destroy();
    expect(counted).toEqual([{ count: '0' }]);
    await expect(ask(url, 'delete from log.events')).rejects.toThrow('permission denied');
    await expect(ask(url, 'set role stet_owner')).rejects.toThrow('permission denied');
  });
});

describe('The image', () => {
  it('runs Node itself as an ordinary user and asks the service how it is', () => {
    expect(lastStage).toMatch(/^USER node$/m);
    expect(lastStage).toMatch(/^CMD \["node", "--max-semi-space-size=32", "dist\/src\/main.js"\]$/m);
    expect(lastStage).toMatch(/^HEALTHCHECK [\s\S]*health\/ready/m);
  });

  it('holds neither dev dependencies nor the embedded server', () => {
    expect(lastStage).toContain('--from=dependencies /app/node_modules');
    expect(dockerfile).toContain('npm ci --omit=dev --omit=optional');
    expect(lastStage).not.toMatch(/^RUN .*npm|^COPY \. /m);
  });

  it('is built from nothing that .dockerignore keeps out', () => {
    const [all, ...taken] = file('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(all).toBe('*');
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    expect(taken.map((line) => line.slice(1)).sort()).toEqual([...new Set(copied)].sort());
  });
});
