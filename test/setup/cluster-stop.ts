// Jest's global teardown: the run's PostgreSQL and its folder go.

import { rm } from 'node:fs/promises';
import './cluster-start';

export default async function stopCluster(): Promise<void> {
  const cluster = globalThis.stetTestCluster;
  if (cluster === undefined) return;
  await cluster.server.stop();
  await rm(cluster.folder, { recursive: true, force: true });
}
