// The source list of an article over HTTP.
import { Body, Controller, Delete, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Takes } from '../http/media-type';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { AddCitation } from './add-citation';
import { answerCommand } from './answer-command';
import { CommandAnswerDto } from './answer.dto';
import { ArticleLog } from './article-log';
import { recorded } from './recorded';
import { ArticleParams, BaseRevisionQuery, CitationParams } from './article-params.dto';
import { ChangeCitation } from './change-citation';
import { AddCitationDto, ChangeCitationDto } from './citation.dto';
import { ConfirmCitation } from './confirm-citation';
import { plain } from './drafts';
import { IdentityKeeping } from './identity-keeping';
import { RemoveCitation } from './remove-citation';
import { RequestTerms } from './request-terms';
import { VerbDto } from './verb.dto';

@ApiTags('citations')
@Controller('v1/:newsroom/articles/:id/citations')
export class CitationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly terms: RequestTerms,
    private readonly articles: ArticleLog,
    private readonly keeping: IdentityKeeping,
  ) {}

  /**
   * Cites a source; with the key or label of an unresolved citation it resolves that one. Its note stays with the
   * citation, and is why in the revision history.
   */
  @Allow('cite')
  @Post()
  async add(
    @Context() request: RequestContext,
    @Param() { newsroom, id }: ArticleParams,
    @Body() { baseRevision, ...dto }: AddCitationDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const { context, ...terms } = this.terms.verb(request, { baseRevision, note: dto.note }, 'cite');
    const { citations, kept } = this.keeping.takeFrom([dto], { newsroom, article: id });
    const [citation = { source: null }] = citations;
    const command = new AddCitation(context, id, citation, terms);
    const answer = await this.keeping.keeping(kept, () => this.commands.execute(command));
    const added = await this.articles.revision(newsroom, id, answer.revision);
    const event = added && recorded(added.stored).event;
    const key = event?.type === 'citation-added' ? event.citation.key : '';
    reply.header('location', `/v1/${newsroom}/articles/${id}/citations/${encodeURIComponent(key)}`);
    return answerCommand(reply, answer);
  }

  /** Changes what is known of a source; the key stays. */
  @Allow('cite')
  @Patch(':key')
  async change(
    @Context() request: RequestContext,
    @Param() { newsroom, id, key }: CitationParams,
    @Body() { baseRevision, confidential: sent, ...dto }: ChangeCitationDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const { context, ...terms } = this.terms.verb(request, { baseRevision, note: dto.note }, 'cite');
    const { confidential, kept } = sent ? this.keeping.take(sent, { newsroom, article: id }) : { kept: [] };
    const change = { ...plain(dto), ...(confidential && { confidential }) };
    const command = new ChangeCitation(context, id, { key, change }, terms);
    return answerCommand(reply, await this.keeping.keeping(kept, () => this.commands.execute(command)));
  }

  /** Says that the sentences which rest on the citation were read beside its source again, and hold. */
  @Allow('cite')
  @HttpCode(200)
  @Post(':key/confirm')
  async confirm(
    @Context() request: RequestContext,
    @Param() { id, key }: CitationParams,
    @Body() { baseRevision, note }: VerbDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const { context, ...terms } = this.terms.verb(request, { baseRevision, note }, 'cite');
    return answerCommand(reply, await this.commands.execute(new ConfirmCitation(context, id, key, terms)));
  }

  /** Takes a citation away that the text no longer mentions. */
  @Allow('cite')
  @Takes()
  @Delete(':key')
  async remove(
    @Context() request: RequestContext,
    @Param() { id, key }: CitationParams,
    @Query() { baseRevision, note }: BaseRevisionQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswerDto> {
    const { context, ...terms } = this.terms.verb(request, { baseRevision, note }, 'cite');
    return answerCommand(reply, await this.commands.execute(new RemoveCitation(context, id, key, terms)));
  }
}
