// Use case: an article is held for a court, so that nothing of it may be erased, or released from that.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from './article-view';
import { Articles } from './articles';
import { told, type CommandContext } from './command-context';

export class HoldArticle extends Command<CommandAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly hold: { readonly held: boolean; readonly reason: string },
  ) {
    super();
  }
}

@CommandHandler(HoldArticle)
export class HoldArticleHandler implements ICommandHandler<HoldArticle> {
  constructor(private readonly articles: Articles) {}

  execute({ context, id, hold: { held, reason } }: HoldArticle): Promise<CommandAnswer> {
    const type = held ? 'legal-hold-placed' : 'legal-hold-lifted';
    return this.articles.transact(context, id, ({ legalHold }) => ({
      events: legalHold === held ? [] : [{ type, ...told(context), reason }],
    }));
  }
}
