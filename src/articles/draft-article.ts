// Use case: an article is drafted.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from './article-view';
import { Articles } from './articles';
import type { CommandContext } from './command-context';
import { draftArticle, type Draft } from './decide-draft';
import type { Told } from './events';

export class DraftArticle extends Command<CommandAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly draft: Draft,
    readonly told: Told,
  ) {
    super();
  }
}

@CommandHandler(DraftArticle)
export class DraftArticleHandler implements ICommandHandler<DraftArticle> {
  constructor(private readonly articles: Articles) {}

  execute({ context, id, draft, told }: DraftArticle): Promise<CommandAnswer> {
    return this.articles.draft(context, id, draftArticle(draft, told));
  }
}
