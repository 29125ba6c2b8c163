// One's own unsaved text over HTTP: autosave goes here, nobody else ever sees it.
import { createHash } from 'node:crypto';
import { Body, Controller, Delete, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Article } from '../articles/article';
import { ArticleParams } from '../articles/article-params.dto';
import { ArticleReader } from '../articles/article-reader';
import { Rejection } from '../errors';
import { isNotModified } from '../http/etag';
import { boundLastModified } from '../http/last-modified';
import { mediaTypeOf, Takes } from '../http/media-type';
import { Context, type RequestContext } from '../http/passage';
import { permit } from '../identity/access';
import { Allow } from '../identity/route-access';
import { BufferQuery, BufferSavedDto } from './buffer.dto';
import { Buffers, type BufferKey, type SavedText } from './buffers';

const taken = ['text/markdown', 'text/plain', 'application/json'] as const;

@ApiTags('desk')
@Controller('v1/:newsroom/articles/:id/buffer')
export class BufferController {
  constructor(
    private readonly articles: ArticleReader,
    private readonly buffers: Buffers,
  ) {}

  /** The caller's own unsaved text, byte for byte and of the media type that it was sent as. */
  @Allow('edit-article')
  @ApiProduces(...taken)
  @ApiOkResponse({ schema: { type: 'string' }, headers: { 'Stet-Base-Revision': { schema: { type: 'integer' } } } })
  @Get()
  async read(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const text = await this.buffers.read(keyOf(request, id));
    if (!text) throw new Rejection('not-found', 'There is no unsaved text of yours.');
    const etag = tagOf(text);
    reply.headers({ etag, 'last-modified': text.savedAt.toUTCString() });
    boundLastModified(reply, text.savedAt.getTime());
    if (text.baseRevision !== null) reply.header('stet-base-revision', String(text.baseRevision));
    // Not by If-Modified-Since: autosave may come twice in a second, which is as far as Last-Modified can tell.
    if (isNotModified(request.headers, { etag })) return reply.code(304).send();
    return reply.header('content-type', text.mediaType).send(text.bytes);
  }

  /** Keeps the caller's unsaved text for seven days, in place of what was there. No revision, and nobody else sees it. */
  @Allow('edit-article')
  @Takes(...taken)
  @ApiConsumes(...taken)
  @ApiBody({ schema: { type: 'string' }, description: 'Markdown, plain text, or any JSON object of the client.' })
  @Put()
  async write(
    @Context() request: RequestContext,
    @Param() { id }: ArticleParams,
    @Query() { baseRevision }: BufferQuery,
    @Body() body: unknown,
  ): Promise<BufferSavedDto> {
    const mediaType = sentType(request, body);
    const { revision } = await this.editable(request, id);
    if (baseRevision !== undefined && baseRevision > revision) throw beyondHead(revision);
    const text = { mediaType, bytes: request.rawBody ?? Buffer.alloc(0), baseRevision: baseRevision ?? null };
    const { savedAt, expiresAt } = await this.buffers.write(keyOf(request, id), text);
    return { savedAt: savedAt.toISOString(), expiresAt: expiresAt.toISOString(), baseRevision: text.baseRevision };
  }

  /** Discards the caller's unsaved text, if there is any. */
  @Allow('edit-article')
  @ApiOkResponse({ schema: { type: 'object' } })
  @Delete()
  async discard(@Context() request: RequestContext, @Param() { id }: ArticleParams): Promise<object> {
    await this.buffers.discard(keyOf(request, id));
    return {};
  }

  /** Refuses as an edit of the article would be. What somebody wrote stays theirs, whoever may edit the article by then. */
  private async editable(request: RequestContext, id: string): Promise<Article> {
    const article = await this.articles.article(request, { id });
    permit(request.actor, 'edit-article', article);
    return article;
  }
}

const keyOf = ({ newsroom, actor }: RequestContext, article: string): BufferKey => ({
  newsroom,
  article,
  owner: actor.sub,
});

function sentType({ headers }: RequestContext, body: unknown): string {
  const sent = headers['content-type'];
  if (sent === undefined)
    throw new Rejection('unsupported-media-type', 'The body has no Content-Type.', { accepted: taken });
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  if (mediaTypeOf(sent) !== 'application/json' || isObject) return sent;
  const message = 'The body has to be a JSON object.';
  throw new Rejection('validation-failed', message, { errors: [{ path: '', message }] });
}

function beyondHead(revision: number): Rejection {
  const message = `The article has ${revision} revisions.`;
  return new Rejection('validation-failed', message, { errors: [{ path: 'baseRevision', message }] });
}

const tagOf = ({ bytes, mediaType, baseRevision }: SavedText): string =>
  `"${createHash('sha256').update(`${mediaType}\n${baseRevision}\n`).update(bytes).digest('hex')}"`;
