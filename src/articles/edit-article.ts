// Use case: members of an article are edited.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from './article-view';
import { Articles } from './articles';
import type { CommandContext } from './command-context';
import { editArticle, type Edit } from './decide-edit';
import type { Told } from './events';
import type { Precondition } from './precondition';

export class EditArticle extends Command<CommandAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly edit: Edit & { readonly precondition: Precondition; readonly told: Told },
  ) {
    super();
  }
}

@CommandHandler(EditArticle)
export class EditArticleHandler implements ICommandHandler<EditArticle> {
  constructor(private readonly articles: Articles) {}

  execute({ context, id, edit }: EditArticle): Promise<CommandAnswer> {
    return this.articles.transact(context, id, (article) => ({
      events: editArticle(article, edit, edit.told, edit.precondition),
    }));
  }
}
