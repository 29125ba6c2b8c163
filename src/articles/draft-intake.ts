// Drafts on their way in: in the newsroom's language unless they name one, and without the identities that they bring.
import { Injectable } from '@nestjs/common';
import { NewsroomSettings } from '../settings/newsroom-settings';
import type { DraftArticleDto } from './article.dto';
import type { CommandAnswer } from './article-view';
import type { Draft } from './decide-draft';
import { draftOf } from './drafts';
import { IdentityKeeping } from './identity-keeping';

@Injectable()
export class DraftIntake {
  constructor(
    private readonly settings: NewsroomSettings,
    private readonly keeping: IdentityKeeping,
  ) {}

  /** The answer of the command that drafts it. */
  async take(
    dto: DraftArticleDto,
    place: { readonly newsroom: string; readonly article: string },
    command: (draft: Draft) => Promise<CommandAnswer>,
  ): Promise<CommandAnswer> {
    // Asked of the log, not of memory: it stays in the article for good.
    const language = dto.language ?? (await this.settings.current(place.newsroom)).language;
    const { citations, kept } = this.keeping.takeFrom(dto.citations ?? [], place);
    return this.keeping.keeping(kept, () => command(draftOf(dto, language, citations)));
  }
}
