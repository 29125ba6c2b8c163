// Use case: a version is pinned, to go before its readers at a time.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NewsroomSettings } from '../settings/newsroom-settings';
import type { CommandAnswer } from './article-view';
import { Articles } from './articles';
import type { CommandContext } from './command-context';
import { admitToSchedule, publicationScheduled } from './decide-schedule';
import type { Publish } from './publish-article';
import { Slugs } from './slugs';
import { instantOf } from './wall-time';

export interface SchedulePublish extends Publish {
  /** RFC 3339; without an offset it is the wall clock of `timeZone`. */
  readonly at: string;
  /** IANA; the newsroom's unless given. */
  readonly timeZone?: string;
}

export class SchedulePublication extends Command<CommandAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly schedule: SchedulePublish,
  ) {
    super();
  }
}

@CommandHandler(SchedulePublication)
export class SchedulePublicationHandler implements ICommandHandler<SchedulePublication> {
  constructor(
    private readonly articles: Articles,
    private readonly settings: NewsroomSettings,
    private readonly slugs: Slugs,
  ) {}

  async execute({ context, id, schedule }: SchedulePublication): Promise<CommandAnswer> {
    const { newsroom } = context;
    const settings = await this.settings.current(newsroom);
    const at = instantOf(schedule.at, schedule.timeZone ?? settings.timeZone, 'at');
    return this.articles.transact(context, id, async (article) => {
      const terms = { ...schedule, settings, at, now: new Date().toISOString() };
      const candidate = admitToSchedule(article, schedule, terms);
      const slug = await this.slugs.claim(newsroom, article, candidate.content, schedule.slug);
      const event = publicationScheduled(article, candidate, { at, slug }, schedule.told);
      return { events: [event], findings: candidate.findings };
    });
  }
}
