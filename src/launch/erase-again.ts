// What was erased does not come back with an older backup: before anybody is answered it is erased again, and the read models
// have forgotten it.
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ErasureReplay } from '../articles/erasure-replay';
import { EventStore } from '../event-store/event-store';
import { Projector } from '../event-store/projector';

/** Milliseconds that the read models may take. */
const patience = 600_000;

/** Once the rooms are there, and before the door is open. */
export async function eraseAgain(app: NestFastifyApplication): Promise<void> {
  const again = await app.get(ErasureReplay, { strict: false }).run();
  const store = app.get(EventStore, { strict: false });
  const projector = app.get(Projector, { strict: false });
  for (const newsroom of again) await projector.waitFor(newsroom, await store.head(newsroom), patience);
}
