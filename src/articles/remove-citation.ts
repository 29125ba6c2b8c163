// Use case: a citation that the text no longer mentions is removed.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from './article-view';
import { Articles } from './articles';
import type { CommandContext } from './command-context';
import { removeCitation } from './decide-citations';
import type { Precondition } from './precondition';
import type { Told } from './events';

export class RemoveCitation extends Command<CommandAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly key: string,
    readonly terms: { readonly precondition: Precondition; readonly told: Told },
  ) {
    super();
  }
}

@CommandHandler(RemoveCitation)
export class RemoveCitationHandler implements ICommandHandler<RemoveCitation> {
  constructor(private readonly articles: Articles) {}

  execute({ context, id, key, terms }: RemoveCitation): Promise<CommandAnswer> {
    return this.articles.transact(context, id, (article) => ({
      events: removeCitation(article, key, terms.told, terms.precondition),
    }));
  }
}
