// Use case: a version of an article goes before its readers, with the bytes that they are served from then on.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NewsroomSettings } from '../settings/newsroom-settings';
import type { CommandAnswer } from './article-view';
import { Articles } from './articles';
import type { CommandContext } from './command-context';
import { admitToPublication, type PublicationRequest } from './decide-publication';
import type { Told } from './events';
import type { Precondition } from './precondition';
import { Publications } from './publications';

export interface Publish extends PublicationRequest {
  readonly precondition: Precondition;
  readonly told: Told;
}

export class PublishArticle extends Command<CommandAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly publish: Publish,
  ) {
    super();
  }
}

@CommandHandler(PublishArticle)
export class PublishArticleHandler implements ICommandHandler<PublishArticle> {
  constructor(
    private readonly articles: Articles,
    private readonly settings: NewsroomSettings,
    private readonly publications: Publications,
  ) {}

  async execute({ context, id, publish }: PublishArticle): Promise<CommandAnswer> {
    const { newsroom } = context;
    const settings = await this.settings.current(newsroom);
    return this.articles.transact(context, id, (article) => {
      const at = new Date().toISOString();
      const candidate = admitToPublication(article, publish, { ...publish, settings, at }, 'publish');
      return this.publications.of(newsroom, article, candidate, { ...publish, publishedAt: at });
    });
  }
}
