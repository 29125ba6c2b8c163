// Use case: a story is taken from its readers; its addresses say that it is gone.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NewsroomSettings } from '../settings/newsroom-settings';
import type { CommandAnswer } from './article-view';
import { Articles } from './articles';
import type { CommandContext } from './command-context';
import { admitToTakedown, type Unpublish } from './decide-takedown';

export class UnpublishArticle extends Command<CommandAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly unpublish: Unpublish,
  ) {
    super();
  }
}

@CommandHandler(UnpublishArticle)
export class UnpublishArticleHandler implements ICommandHandler<UnpublishArticle> {
  constructor(
    private readonly articles: Articles,
    private readonly settings: NewsroomSettings,
  ) {}

  async execute({ context, id, unpublish }: UnpublishArticle): Promise<CommandAnswer> {
    const settings = await this.settings.current(context.newsroom);
    const { reason, legal, told } = unpublish;
    return this.articles.transact(context, id, (article) => {
      admitToTakedown(article, 'unpublish', unpublish, settings);
      return { events: [{ type: 'article-unpublished', ...told, reason, legal }] };
    });
  }
}
