// Use case: a source is cited, or an unresolved citation gets its source.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from './article-view';
import { Articles } from './articles';
import type { CommandContext } from './command-context';
import { addCitation } from './decide-citations';
import type { DraftedCitation } from './decide-draft';
import type { Precondition } from './precondition';
import type { Told } from './events';

export class AddCitation extends Command<CommandAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly citation: DraftedCitation,
    readonly terms: { readonly precondition: Precondition; readonly told: Told },
  ) {
    super();
  }
}

@CommandHandler(AddCitation)
export class AddCitationHandler implements ICommandHandler<AddCitation> {
  constructor(private readonly articles: Articles) {}

  execute({ context, id, citation, terms }: AddCitation): Promise<CommandAnswer> {
    return this.articles.transact(context, id, (article) => ({
      events: addCitation(article, citation, terms.told, terms.precondition),
    }));
  }
}
