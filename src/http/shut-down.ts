// The end of a server in order: nothing new is accepted, what was accepted is finished, then the rooms close.
import type { Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const connections = new WeakMap<NestFastifyApplication, Set<Socket>>();

/** Knows from here on who is connected. Before `app.listen`. */
export function watchConnections(app: NestFastifyApplication): void {
  const open = new Set<Socket>();
  app
    .getHttpAdapter()
    .getInstance()
    .server.on('connection', (socket: Socket) => {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    });
  connections.set(app, open);
}

/** @param graceMs after which what still runs (a stream that nobody ends) is broken off */
export async function shutDown(app: NestFastifyApplication, graceMs = 10_000): Promise<void> {
  const instance = app.getHttpAdapter().getInstance();
  const sweep = setInterval(() => {
    // A connection whose last answer went out before the close said nothing of it would linger until its keep-alive ends.
    instance.server.closeIdleConnections();
    endUnused(connections.get(app) ?? []);
  }, 50);
  const deadline = setTimeout(() => instance.server.closeAllConnections(), graceMs);
  try {
    // Before app.close(): Nest lets modules close their pools first and the server last.
    await instance.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(deadline);
  }
  await app.close();
}

/** Browsers connect ahead of what they will ask: to Node a connection is busy until it has been. */
function endUnused(open: Iterable<Socket>): void {
  for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
}
