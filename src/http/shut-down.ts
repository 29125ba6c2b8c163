// The end of a server in order: nothing new is accepted, what was accepted is finished, then the rooms close.
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** @param graceMs after which what still runs (a stream that nobody ends) is broken off */
export async function shutDown(app: NestFastifyApplication, graceMs = 10_000): Promise<void> {
  const instance = app.getHttpAdapter().getInstance();
  // A connection whose last answer went out before the close said nothing of it would linger until its keep-alive ends.
  const sweep = setInterval(() => instance.server.closeIdleConnections(), 50);
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
