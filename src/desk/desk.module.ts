// What editors work with: lists and search over the working copies, their own unsaved text, comments, and publications at their time.
import { Module, type OnModuleInit } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Projector } from '../event-store/projector';
import { Withholdings } from '../vault/withholdings';
import { AddCommentHandler } from './add-comment';
import { BufferController } from './buffer.controller';
import { Buffers } from './buffers';
import { CommentFollower } from './comment-follower';
import { CommentLog } from './comment-log';
import { CommentReader } from './comment-reader';
import { CommentRow } from './comment.entity';
import { Comments } from './comments';
import { CommentsController } from './comments.controller';
import { DeskLists } from './desk-lists';
import { DuePublications } from './due-publications';
import { DuePublisher } from './due-publisher';
import { ResolveCommentHandler } from './resolve-comment';
import { Scheduler } from './scheduler';
import { WorkingCopies } from './working-copies';
import { WorkingCopiesController } from './working-copies.controller';
import { WorkingCopySearch } from './working-copy-search';

const commenting = [Comments, CommentFollower, CommentLog, CommentReader, AddCommentHandler, ResolveCommentHandler];

@Module({
  imports: [CqrsModule, TypeOrmModule.forFeature([CommentRow])],
  controllers: [WorkingCopiesController, BufferController, CommentsController],
  providers: [
    WorkingCopies,
    WorkingCopySearch,
    DeskLists,
    Buffers,
    DuePublications,
    DuePublisher,
    Scheduler,
    ...commenting,
  ],
})
export class DeskModule implements OnModuleInit {
  constructor(
    private readonly projector: Projector,
    private readonly workingCopies: WorkingCopies,
    private readonly due: DuePublications,
    private readonly comments: Comments,
    private readonly withholdings: Withholdings,
  ) {}

  onModuleInit(): void {
    this.projector.register(this.workingCopies);
    this.projector.register(this.due);
    this.projector.register(this.comments);
    for (const memory of [this.workingCopies, this.comments]) this.withholdings.onErased(() => memory.forget());
  }
}
