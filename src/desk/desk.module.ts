// What editors work with: lists and search over the working copies, and their own unsaved text.
import { Module, type OnModuleInit } from '@nestjs/common';
import { Projector } from '../event-store/projector';
import { BufferController } from './buffer.controller';
import { Buffers } from './buffers';
import { DeskLists } from './desk-lists';
import { WorkingCopies } from './working-copies';
import { WorkingCopiesController } from './working-copies.controller';
import { WorkingCopySearch } from './working-copy-search';

@Module({
  controllers: [WorkingCopiesController, BufferController],
  providers: [WorkingCopies, WorkingCopySearch, DeskLists, Buffers],
})
export class DeskModule implements OnModuleInit {
  constructor(
    private readonly projector: Projector,
    private readonly workingCopies: WorkingCopies,
  ) {}

  onModuleInit(): void {
    this.projector.register(this.workingCopies);
  }
}
