// The newsrooms' logs for every room. Rooms with read models register their projections in `onModuleInit`.
import { Global, Module } from '@nestjs/common';
import { EventStore } from './event-store';
import { Projector } from './projector';
import { Wake } from './wake';

@Global()
@Module({
  providers: [EventStore, Projector, Wake],
  exports: [EventStore, Projector],
})
export class EventStoreModule {}
