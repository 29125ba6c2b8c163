// Use case: an article goes back to the content of an earlier revision, by an edit like any other.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '../errors';
import type { CommandAnswer } from './article-view';
import { ArticleLog } from './article-log';
import { Articles } from './articles';
import type { CommandContext } from './command-context';
import { restoreContent } from './decide-restore';
import type { Told } from './events';
import { refuseChangedContent, type Precondition } from './precondition';

export interface Restore {
  readonly revision: number;
  readonly precondition: Precondition;
  readonly told: Told;
}

export class RestoreRevision extends Command<CommandAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly restore: Restore,
  ) {
    super();
  }
}

@CommandHandler(RestoreRevision)
export class RestoreRevisionHandler implements ICommandHandler<RestoreRevision> {
  constructor(
    private readonly articles: Articles,
    private readonly log: ArticleLog,
  ) {}

  execute({ context, id, restore }: RestoreRevision): Promise<CommandAnswer> {
    const { revision, precondition, told } = restore;
    return this.articles.transact(context, id, async (article) => {
      const past = await this.log.asOf(context.newsroom, article, revision);
      if (!past) throw noSuchRevision(article.revision, revision);
      refuseChangedContent(article, precondition, () => undefined);
      return { events: restoreContent(article, { revision, content: past.content }, told) };
    });
  }
}

function noSuchRevision(head: number, asked: number): Rejection {
  const message = `The article has ${head} revisions, no revision ${asked}.`;
  return new Rejection('validation-failed', message, { errors: [{ path: 'revision', message }] });
}
