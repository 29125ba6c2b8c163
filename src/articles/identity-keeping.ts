// Carries out commands whose citations bring identities. Each is taken out of the request, sealed and written before the
// command is carried out, so that no event names an identity that is not there; what the log does not name goes again.
import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Rejection } from '../errors';
import { Identities, type Kept } from '../vault/identities';
import { ArticleLog } from './article-log';
import { recorded } from './recorded';
import type { CommandAnswer } from './article-view';
import type { Confidential } from './content';
import type { CitationDto } from './citation.dto';
import type { DraftedCitation } from './decide-draft';
import { draftedCitation } from './drafts';
import { citationsGiven } from './events';

/** What a client sent of a confidential source. */
interface SentConfidential {
  readonly description?: string;
  readonly identity?: string;
  readonly reason?: string;
}

export interface Taken {
  /** Without the identity, and with its id where one was sent. */
  readonly confidential: Partial<Confidential>;
  readonly kept: readonly Kept[];
}

export interface TakenCitations {
  readonly citations: readonly DraftedCitation[];
  readonly kept: readonly Kept[];
}

interface Place {
  readonly newsroom: string;
  readonly article: string;
}

@Injectable()
export class IdentityKeeping {
  constructor(
    private readonly identities: Identities,
    private readonly log: ArticleLog,
  ) {}

  /** From here on the identity is not in the clear. */
  take({ description, identity, reason }: SentConfidential, place: Place): Taken {
    const told = { ...(description !== undefined && { description }), ...(reason !== undefined && { reason }) };
    if (identity === undefined) return { confidential: told, kept: [] };
    const id = uuidv7();
    return { confidential: { ...told, id }, kept: [this.identities.seal(identity, { ...place, id })] };
  }

  /** Citations as the client sent them. Refuses with `validation-failed` a source that is both named and confidential. */
  takeFrom(sent: readonly CitationDto[], place: Place): TakenCitations {
    const kept: Kept[] = [];
    const citations = sent.map((dto, index) => {
      if (!dto.confidential) return draftedCitation(dto);
      if (dto.source) throw namedToo(sent.length > 1 ? `citations[${index}].source` : 'source');
      const { description, reason } = dto.confidential;
      const { confidential, kept: one } = this.take(dto.confidential, place);
      kept.push(...one);
      return draftedCitation(dto, { id: '', ...confidential, description, reason });
    });
    return { citations, kept };
  }

  /** The command's answer, once what it named is kept for good. */
  async keeping(kept: readonly Kept[], command: () => Promise<CommandAnswer>): Promise<CommandAnswer> {
    if (kept.length === 0) return command();
    await this.identities.put(kept);
    const answer = await command().catch((error: unknown) => this.refused(kept, error));
    const named = await this.namedAt(kept, answer.revision);
    await this.identities.keep(kept.filter(({ id }) => named.has(id)));
    // A repeat of the request: the first one's identities stand.
    await this.identities.letGo(kept.filter(({ id }) => !named.has(id)));
    return answer;
  }

  /** Where it is not known whether the command was carried out, they stay: later the log tells. */
  private async refused(kept: readonly Kept[], error: unknown): Promise<never> {
    const surely = error instanceof Rejection && error.code !== 'unavailable';
    if (surely) await this.identities.letGo(kept).catch(() => undefined);
    throw error;
  }

  private async namedAt([first]: readonly Kept[], revision: number): Promise<ReadonlySet<string>> {
    const there = first && (await this.log.revision(first.newsroom, first.article, revision));
    const citations = there ? citationsGiven(recorded(there.stored).event) : [];
    return new Set(citations.flatMap(({ confidential }) => (confidential ? [confidential.id] : [])));
  }
}

const namedToo = (path: string): Rejection => {
  const message = 'A source is named or confidential, not both.';
  return new Rejection('validation-failed', message, { errors: [{ path, message }] });
};
