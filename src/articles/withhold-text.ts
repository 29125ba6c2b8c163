// Use case: words or versions of an article are withheld, or released. Nothing is destroyed.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Withholdings } from '../vault/withholdings';
import type { CommandAnswer } from './article-view';
import { Articles } from './articles';
import type { CommandContext } from './command-context';
import { decideRelease, decideWithholding, type ReleaseWithheld, type Withhold } from './decide-withholding';

export class WithholdText extends Command<CommandAnswer> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly step: { readonly withhold: Withhold } | { readonly release: ReleaseWithheld },
  ) {
    super();
  }
}

@CommandHandler(WithholdText)
export class WithholdTextHandler implements ICommandHandler<WithholdText> {
  constructor(
    private readonly articles: Articles,
    private readonly withholdings: Withholdings,
  ) {}

  async execute({ context, id, step }: WithholdText): Promise<CommandAnswer> {
    const answer = await this.articles.transact(context, id, (article) => ({
      events: 'withhold' in step ? decideWithholding(article, step.withhold) : decideRelease(article, step.release),
    }));
    await this.withholdings.current(context.newsroom); // whoever hears the answer finds it done
    return answer;
  }
}
