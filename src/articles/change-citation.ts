// Use case: what is known of a cited source changes.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from './article-view';
import { Articles } from './articles';
import type { CommandContext } from './command-context';
import { changeCitation, type CitationChange } from './decide-citations';
import type { Precondition } from './precondition';
import type { Told } from './events';

export class ChangeCitation extends Command<CommandAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly citation: { readonly key: string; readonly change: CitationChange },
    readonly terms: { readonly precondition: Precondition; readonly told: Told },
  ) {
    super();
  }
}

@CommandHandler(ChangeCitation)
export class ChangeCitationHandler implements ICommandHandler<ChangeCitation> {
  constructor(private readonly articles: Articles) {}

  execute({ context, id, citation, terms }: ChangeCitation): Promise<CommandAnswer> {
    return this.articles.transact(context, id, (article) => ({
      events: changeCitation(article, citation, terms.told, terms.precondition),
    }));
  }
}
