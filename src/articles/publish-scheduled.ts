// Use case: the time of a scheduled publication has come. Any number of servers may carry it out: one event comes of it.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '../errors';
import { nameBasedUuid } from '../name-based-uuid';
import { NewsroomSettings } from '../settings/newsroom-settings';
import type { Article } from './article';
import type { Schedule } from './article-schedule';
import type { CommandAnswer } from './article-view';
import { Articles, type Decided } from './articles';
import { candidateOfSchedule, publicationMissed } from './decide-schedule';
import { Publications } from './publications';

/** `revision`: of the event that scheduled it; whatever became of it since, no other publication is meant. */
export class PublishScheduled extends Command<CommandAnswer> {
  constructor(
    readonly newsroom: string,
    readonly id: string,
    readonly revision: number,
    readonly by: Schedule['by'],
  ) {
    super();
  }
}

@CommandHandler(PublishScheduled)
export class PublishScheduledHandler implements ICommandHandler<PublishScheduled> {
  constructor(
    private readonly articles: Articles,
    private readonly settings: NewsroomSettings,
    private readonly publications: Publications,
  ) {}

  async execute({ newsroom, id, revision, by }: PublishScheduled): Promise<CommandAnswer> {
    const actor = { sub: by.sub, name: by.name, roles: [by.role] };
    const command = nameBasedUuid('stet-schedule/v1', newsroom, id, String(revision));
    const context = { newsroom, actor, action: 'publish', commandId: command } as const;
    return this.articles.transact(context, id, (article) =>
      article.schedule?.revision === revision ? this.carryOut(newsroom, article, article.schedule) : { events: [] },
    );
  }

  private async carryOut(newsroom: string, article: Article, schedule: Schedule): Promise<Decided> {
    const settings = await this.settings.current(newsroom);
    const publishedAt = new Date().toISOString();
    const { at: scheduled, by, slug } = schedule;
    try {
      const candidate = candidateOfSchedule(article, schedule, settings, publishedAt);
      return await this.publications.of(newsroom, article, candidate, { slug, publishedAt, scheduled, told: { by } });
    } catch (refusal) {
      if (refusal instanceof Rejection) return { events: [publicationMissed(schedule, refusal, { by })] };
      throw refusal;
    }
  }
}
