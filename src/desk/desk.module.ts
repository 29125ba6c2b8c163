// What editors work with: lists and search over the working copies, their own unsaved text, and publications at their time.
import { Module, type OnModuleInit } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Projector } from '../event-store/projector';
import { BufferController } from './buffer.controller';
import { Buffers } from './buffers';
import { DeskLists } from './desk-lists';
import { DuePublications } from './due-publications';
import { DuePublisher } from './due-publisher';
import { Scheduler } from './scheduler';
import { WorkingCopies } from './working-copies';
import { WorkingCopiesController } from './working-copies.controller';
import { WorkingCopySearch } from './working-copy-search';

@Module({
  imports: [CqrsModule],
  controllers: [WorkingCopiesController, BufferController],
  providers: [WorkingCopies, WorkingCopySearch, DeskLists, Buffers, DuePublications, DuePublisher, Scheduler],
})
export class DeskModule implements OnModuleInit {
  constructor(
    private readonly projector: Projector,
    private readonly workingCopies: WorkingCopies,
    private readonly due: DuePublications,
  ) {}

  onModuleInit(): void {
    this.projector.register(this.workingCopies);
    this.projector.register(this.due);
  }
}
