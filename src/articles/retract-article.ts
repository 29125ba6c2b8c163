// Use case: a story is retracted. It keeps its address, and readers see the notice.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NewsroomSettings } from '../settings/newsroom-settings';
import type { Article } from './article';
import type { Publication } from './article-publication';
import type { CommandAnswer } from './article-view';
import { Articles, type Decided } from './articles';
import type { CommandContext } from './command-context';
import { admitToTakedown, type Retract } from './decide-takedown';
import { Publications } from './publications';
import { retractedStory, storyOf } from './story-of';

export class RetractArticle extends Command<CommandAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly retract: Retract,
  ) {
    super();
  }
}

@CommandHandler(RetractArticle)
export class RetractArticleHandler implements ICommandHandler<RetractArticle> {
  constructor(
    private readonly articles: Articles,
    private readonly settings: NewsroomSettings,
    private readonly publications: Publications,
  ) {}

  async execute({ context, id, retract }: RetractArticle): Promise<CommandAnswer> {
    const settings = await this.settings.current(context.newsroom);
    return this.articles.transact(context, id, (article) => {
      const live = admitToTakedown(article, 'retract', retract, settings);
      return this.retracted(context.newsroom, article, live, retract);
    });
  }

  private async retracted(newsroom: string, { id }: Article, live: Publication, retract: Retract): Promise<Decided> {
    const { notice, reason, keepText, told } = retract;
    const at = new Date().toISOString();
    const { slug, version, publishedAt, updatedAt, changes: corrections } = live;
    const publisher = await this.publications.publisher(newsroom);
    const shown = { newsroom, publisher, id, slug, version, publishedAt, updatedAt, corrections };
    const story = storyOf(live.content, shown);
    const { served, hashes } = this.publications.render(retractedStory(story, { notice, at, keepText }));
    const fact = { notice, reason, keepText, retractedAt: at, served: hashes };
    return { events: [{ type: 'article-retracted', ...told, ...fact }], served };
  }
}
