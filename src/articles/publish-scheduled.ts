// Use case: the time of a scheduled publication has come. Any number of servers may carry it out: one event comes of it.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '../errors';
import { nameBasedUuid } from '../name-based-uuid';
import { NewsroomSettings } from '../settings/newsroom-settings';
import type { Article } from './article';
import type { Schedule } from './article-schedule';
import { Articles, type Decided } from './articles';
import { candidateOfSchedule, publicationMissed } from './decide-schedule';
import type { ArticleEvent } from './events';
import { Publications } from './publications';

/** `over`: the schedule is in force no longer, and nothing was done. */
export interface CarriedOut {
  readonly outcome: 'published' | 'missed' | 'over';
  /** Of what was missed: the code that publishing was refused with. */
  readonly refusal?: string;
}

/** `revision`: of the event that scheduled it; whatever became of it since, no other publication is meant. */
export class PublishScheduled extends Command<CarriedOut> {
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

  async execute({ newsroom, id, revision, by }: PublishScheduled): Promise<CarriedOut> {
    const actor = { sub: by.sub, name: by.name, roles: [by.role] };
    const command = nameBasedUuid('stet-schedule/v1', newsroom, id, String(revision));
    const context = { newsroom, actor, action: 'publish', commandId: command } as const;
    let decided: Decided = { events: [] };
    await this.articles.transact(context, id, async (article) => {
      const { schedule } = article;
      decided = schedule?.revision === revision ? await this.carryOut(newsroom, article, schedule) : { events: [] };
      return decided;
    });
    return carriedOut(decided.events[0]);
  }

  private async carryOut(newsroom: string, article: Article, schedule: Schedule): Promise<Decided> {
    const settings = await this.settings.current(newsroom);
    const { at: scheduled, by, slug } = schedule;
    const now = new Date().toISOString();
    // The database's clock said that it is time. By this server's it may not be yet: an embargo until then would stand.
    const publishedAt = now < scheduled ? scheduled : now;
    try {
      const candidate = candidateOfSchedule(article, schedule, settings, publishedAt);
      return await this.publications.of(newsroom, article, candidate, { slug, publishedAt, scheduled, told: { by } });
    } catch (refusal) {
      if (refusal instanceof Rejection) return { events: [publicationMissed(schedule, refusal, { by })] };
      throw refusal;
    }
  }
}

function carriedOut(event: ArticleEvent | undefined): CarriedOut {
  if (!event) return { outcome: 'over' };
  return event.type === 'publication-missed' ? { outcome: 'missed', refusal: event.refusal } : { outcome: 'published' };
}
