// The embedded PostgreSQL: a real server as a child of this process, on a free port of the loopback, its data in one
// folder that outlives restarts and kill -9. The server's own lock file is what keeps two of them off one folder.

import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Cluster, DATABASE, OWNER, prepareCluster } from './cluster';
import { type Installation, installationFor } from './installation';
import { PostgresNotStarted } from './not-started';
import { clearPreviousServer } from './previous-server';
import { serve, type ServerProcess } from './server-process';

// The backends of a killed server need a moment to see that it is gone, and a port found free may be taken by another.
const PASSING = /lock file "postmaster.pid"|pre-existing shared memory block|could not create any TCP\/IP sockets/;
const PASSING_MS = 30_000;

export interface PostgresOptions {
  /** Made if missing; the server's alone. */
  readonly folder: string;
  /** Called with each line of the server's log. */
  readonly onLog?: (line: string) => void;
  /** False gives up durability, and memory for what is read again, for speed: for databases of tests only. */
  readonly durable?: boolean;
}

export interface RunningPostgres {
  /** `postgres://stet_owner:<password>@127.0.0.1:<port>/stet`: the owner, a superuser. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends every session and the server, and waits until its files are closed. Close the pools first. */
  stop(): Promise<void>;
}

/** Starts PostgreSQL on `folder`. Throws {@link PostgresNotStarted} with one sentence when it cannot. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const installation = installationFor(options.folder);
  await clearPreviousServer(join(installation.folder, 'cluster'));
  const cluster = await prepareCluster(installation, options.durable ?? true);
  const server = await startPatiently(installation, cluster, options);
  const url = `postgres://${OWNER}:${cluster.password}@127.0.0.1:${server.port}/${DATABASE}`;
  return { url, port: server.port, pid: server.pid, ended: server.ended, stop: () => server.stop() };
}

async function startPatiently(
  installation: Installation,
  cluster: Cluster,
  options: PostgresOptions,
): Promise<ServerProcess> {
  const deadline = Date.now() + PASSING_MS;
  for (;;) {
    const port = await freePort();
    const outcome = await serve(installation, { ...options, port, dataFolder: cluster.dataFolder });
    if (typeof outcome !== 'string') return outcome;
    if (!PASSING.test(outcome) || Date.now() > deadline)
      throw new PostgresNotStarted(`PostgreSQL did not start: ${outcome}`);
    await pause(50);
    // Somebody may have been faster than we: then this says so.
    await clearPreviousServer(cluster.dataFolder);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
