// Use case: somebody is told who a confidential source is. First it is written down that they are, then they are.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '../errors';
import { Identities } from '../vault/identities';
import { ArticleLog } from './article-log';
import { recorded } from './recorded';
import type { CommandAnswer } from './article-view';
import { Articles } from './articles';
import type { CommandContext } from './command-context';
import { confidentialOf, revealIdentity, type ConfidentialStep } from './decide-confidential';
import type { Told } from './events';
import type { Precondition } from './precondition';

/** It is in no stored answer: a repeat of the request opens it again. */
export type Revealed = CommandAnswer & { readonly identity: string };

export class RevealIdentity extends Command<Revealed> {
  constructor(
    readonly context: CommandContext,
    readonly id: string,
    readonly step: ConfidentialStep,
    readonly terms: { readonly precondition: Precondition; readonly told: Told },
  ) {
    super();
  }
}

@CommandHandler(RevealIdentity)
export class RevealIdentityHandler implements ICommandHandler<RevealIdentity> {
  constructor(
    private readonly articles: Articles,
    private readonly log: ArticleLog,
    private readonly identities: Identities,
  ) {}

  async execute({ context, id, step, terms }: RevealIdentity): Promise<Revealed> {
    const { newsroom } = context;
    const answer = await this.articles.transact(context, id, async (article) => {
      const events = revealIdentity(article, step, terms.told, terms.precondition);
      await this.open(newsroom, id, confidentialOf(article, step.key).id); // what cannot be told is not written down as told
      return { events };
    });
    return { ...answer, identity: await this.open(newsroom, id, await this.revealedAt(newsroom, id, answer.revision)) };
  }

  /** Which one the event names: by now the citation may have another. */
  private async revealedAt(newsroom: string, id: string, revision: number): Promise<string> {
    const there = await this.log.revision(newsroom, id, revision);
    const event = there && recorded(there.stored).event;
    if (event?.type !== 'source-identity-revealed') throw new Error(`Revision ${revision} of ${id} reveals nothing.`);
    return event.confidential;
  }

  private async open(newsroom: string, article: string, id: string): Promise<string> {
    const identity = await this.identities.open({ newsroom, article, id });
    if (identity === undefined) throw new Rejection('not-found', 'The identity of this source was erased.');
    return identity;
  }
}
