// Use case: a comment is settled.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArticleReader } from '../articles/article-reader';
import { told, type CommandContext } from '../articles/command-context';
import { permit } from '../identity/access';
import { CommentLog, type CommentAnswer, type CommentDecided } from './comment-log';
import { CommentReader } from './comment-reader';
import { resolveComment, type Thread } from './comment-thread';

export class ResolveComment extends Command<CommentAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly n: number,
  ) {
    super();
  }
}

@CommandHandler(ResolveComment)
export class ResolveCommentHandler implements ICommandHandler<ResolveComment> {
  constructor(
    private readonly log: CommentLog,
    private readonly reader: ArticleReader,
    private readonly comments: CommentReader,
  ) {}

  /** Nothing changes where it is resolved already. Refuses with `not-found` or `forbidden`. */
  execute(command: ResolveComment): Promise<CommentAnswer> {
    return this.log.transact(command.context, command.id, (thread) => this.decide(command, thread));
  }

  private async decide({ context, id, n }: ResolveComment, thread: Thread): Promise<CommentDecided> {
    permit(context.actor, context.action, await this.reader.article(context, { id }));
    const { by } = told(context);
    const events = resolveComment(thread, by, context.actor, n);
    const comment = await this.comments.one(context, id, n);
    if (events.length === 0) return { events, comment };
    const resolvedBy = { id: by.sub, name: by.name };
    return { events, comment: { ...comment, status: 'resolved', resolvedBy, resolvedAt: '' } };
  }
}
