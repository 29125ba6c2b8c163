// Use case: somebody read the sentences of a citation beside its source again, and they hold.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from './article-view';
import { Articles } from './articles';
import type { CommandContext } from './command-context';
import { confirmCitation } from './decide-citations';
import type { Told } from './events';
import type { Precondition } from './precondition';

export class ConfirmCitation extends Command<CommandAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly key: string,
    readonly terms: { readonly precondition: Precondition; readonly told: Told },
  ) {
    super();
  }
}

@CommandHandler(ConfirmCitation)
export class ConfirmCitationHandler implements ICommandHandler<ConfirmCitation> {
  constructor(private readonly articles: Articles) {}

  execute({ context, id, key, terms }: ConfirmCitation): Promise<CommandAnswer> {
    return this.articles.transact(context, id, (article) => ({
      events: confirmCitation(article, key, terms.told, terms.precondition),
    }));
  }
}
