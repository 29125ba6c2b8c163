// Use case: another person than who gave it approves a confidential source.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from './article-view';
import { Articles } from './articles';
import type { CommandContext } from './command-context';
import { approveSource, type ConfidentialStep } from './decide-confidential';
import type { Told } from './events';
import type { Precondition } from './precondition';

export class ApproveSource extends Command<CommandAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly step: ConfidentialStep,
    readonly terms: { readonly precondition: Precondition; readonly told: Told },
  ) {
    super();
  }
}

@CommandHandler(ApproveSource)
export class ApproveSourceHandler implements ICommandHandler<ApproveSource> {
  constructor(private readonly articles: Articles) {}

  execute({ context, id, step, terms }: ApproveSource): Promise<CommandAnswer> {
    return this.articles.transact(context, id, (article) => ({
      events: approveSource(article, step, terms.told, terms.precondition),
    }));
  }
}
