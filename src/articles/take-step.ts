// Use case: an article is assigned, submitted, sent back, approved, spiked and the like: a verb that changes no content.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NewsroomSettings } from '../settings/newsroom-settings';
import type { CommandAnswer } from './article-view';
import { Articles } from './articles';
import type { CommandContext } from './command-context';
import { decideStep, type Step, type StepTerms } from './decide-review';

export class TakeStep extends Command<CommandAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly step: Step,
    readonly terms: Omit<StepTerms, 'settings'>,
  ) {
    super();
  }
}

@CommandHandler(TakeStep)
export class TakeStepHandler implements ICommandHandler<TakeStep> {
  constructor(
    private readonly articles: Articles,
    private readonly settings: NewsroomSettings,
  ) {}

  async execute({ context, id, step, terms }: TakeStep): Promise<CommandAnswer> {
    const settings = await this.settings.current(context.newsroom);
    return this.articles.transact(context, id, (article) => ({
      events: decideStep(article, step, { ...terms, settings }),
    }));
  }
}
