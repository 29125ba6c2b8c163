// Use case: members of an article are edited.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from './article-view';
import { Articles } from './articles';
import type { CommandContext } from './command-context';
import { editArticle, type Edit } from './decide-edit';
import type { Told } from './events';
import { EditBases } from './edit-bases';
import { requirePrecondition, type Precondition } from './precondition';

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
  constructor(
    private readonly articles: Articles,
    private readonly bases: EditBases,
  ) {}

  execute({ context, id, edit }: EditArticle): Promise<CommandAnswer> {
    return this.articles.transact(context, id, async (article) => {
      const named = requirePrecondition(article, edit.precondition);
      const base = await this.bases.of(context.newsroom, article, { revision: named, told: edit.told });
      return editArticle(article, edit, edit.told, base);
    });
  }
}
