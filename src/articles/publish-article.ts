// Use case: an article goes before its readers, with the bytes that they are served from then on.
import { createHash } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Rendition } from '../event-store/stored-event';
import type { Article } from './article';
import type { CommandAnswer } from './article-view';
import { Articles, type Decided } from './articles';
import { runChecks } from './checks/all-checks';
import type { CommandContext } from './command-context';
import { admitToPublication, articlePublished } from './decide-publication';
import type { Told, Waiver } from './events';
import type { Precondition } from './precondition';
import { Renditions } from './renditions';
import { Slugs } from './slugs';
import { storyOf } from './story-of';

export interface Publish {
  readonly precondition: Precondition;
  readonly slug?: string;
  readonly waive: readonly Waiver[];
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
    private readonly slugs: Slugs,
    private readonly renditions: Renditions,
  ) {}

  execute({ context, id, publish }: PublishArticle): Promise<CommandAnswer> {
    return this.articles.transact(context, id, (article) => this.publish(context.newsroom, article, publish));
  }

  private async publish(newsroom: string, article: Article, publish: Publish): Promise<Decided> {
    const { waive: waived, told } = publish;
    const { findings } = runChecks(article.content);
    const publishedAt = new Date().toISOString();
    admitToPublication(article, findings, { ...publish, now: publishedAt });
    const slug = await this.slugs.claim(newsroom, article, publish.slug);
    const version = { newsroom, id: article.id, slug, version: 1, publishedAt, updatedAt: publishedAt };
    const served = this.renditions.render(storyOf(article.content, version));
    const publishing = { slug, findings, waived, publishedAt, served: hashes(served) };
    return { events: [articlePublished(article, publishing, told)], served };
  }
}

const hashes = (served: readonly Rendition[]): Record<string, string> =>
  Object.fromEntries(
    served.map(({ mediaType, bytes }) => [mediaType, createHash('sha256').update(bytes).digest('hex')]),
  );
