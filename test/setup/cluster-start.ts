// Jest's global setup: one PostgreSQL for the whole run, with a migrated template that each test file copies.

import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { type RunningPostgres, startPostgres } from '../../src/postgres/start-postgres';

interface RunningCluster {
  readonly folder: string;
  readonly server: RunningPostgres;
}

declare global {
  var stetTestCluster: RunningCluster | undefined;
}

/** Puts the owner's URL into STET_TEST_CLUSTER, or into STET_TEST_CLUSTER_FAILED why there is none: pure tests run without. */
export default async function startCluster(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stet-test-'));
  try {
    // What a test run writes need not outlive a power cut.
    const server = await startPostgres({ folder: join(folder, 'postgres'), durable: false });
    globalThis.stetTestCluster = { folder, server };
    await makeTemplate(server.url);
    process.env.STET_TEST_CLUSTER = server.url;
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    process.env.STET_TEST_CLUSTER_FAILED = sentence;
    process.stderr.write(`No test databases: ${sentence}\n`);
  }
}

async function makeTemplate(url: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query('create database tpl');
  } finally {
    await client.end();
  }
  const template = new URL(url);
  template.pathname = '/tpl';
  const dataSource = resolve(__dirname, '../../src/data-source.ts');
  if (!existsSync(dataSource)) return;
  const migrations = (await import(dataSource)) as { readonly migrate: (adminUrl: string) => Promise<void> };
  await migrations.migrate(template.href);
}
