// Use case: somebody comments on words of an article, on a line of it, or on the whole.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArticleLog } from '../articles/article-log';
import { ArticleReader } from '../articles/article-reader';
import { told, type CommandContext } from '../articles/command-context';
import { namedRevision } from '../articles/precondition';
import { permit } from '../identity/access';
import type { Anchored } from './comment-page';
import { CommentLog, type CommentAnswer, type CommentDecided } from './comment-log';
import { anchorAt, type Pointed } from './comment-quote';
import { addComment, type Thread } from './comment-thread';
import { anchorView } from './comment-view';

export interface Said extends Pointed {
  readonly text: string;
  /** The revision of the article that was read; the head unless given. */
  readonly baseRevision?: number;
}

export class AddComment extends Command<CommentAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly said: Said,
  ) {
    super();
  }
}

@CommandHandler(AddComment)
export class AddCommentHandler implements ICommandHandler<AddComment> {
  constructor(
    private readonly log: CommentLog,
    private readonly reader: ArticleReader,
    private readonly articles: ArticleLog,
  ) {}

  /** Refuses with `not-found`, and words that do not stand there with `validation-failed`. */
  execute(command: AddComment): Promise<CommentAnswer> {
    return this.log.transact(command.context, command.id, (thread) => this.decide(command, thread));
  }

  private async decide({ context, id, said }: AddComment, thread: Thread): Promise<CommentDecided> {
    const head = await this.reader.article(context, { id });
    permit(context.actor, context.action, head);
    const revision = namedRevision(head, said) ?? head.revision;
    const article = (await this.articles.asOf(context.newsroom, head, revision)) ?? head;
    const anchor = anchorAt(article.content, said);
    const anchored: Anchored | undefined = anchor && { anchor, revision };
    const { by } = told(context);
    const { text } = said;
    const events = addComment(thread, by, { text, anchor: anchor && { revision, ...anchor } });
    const n = events[0]?.n ?? 0;
    const author = { id: by.sub, name: by.name };
    return { events, comment: { n, text, author, at: '', status: 'open', anchor: anchorView(article, anchored) } };
  }
}
