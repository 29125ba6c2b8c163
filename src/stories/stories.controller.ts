// Readers' routes: public, conditional, and from memory. The bytes are sent as they lie there: nothing is serialised.
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Rejection } from '../errors';
import { negotiate } from '../http/accept';
import { isNotModified } from '../http/etag';
import { minPosition } from '../http/min-position';
import { Public, PublicOrKnown } from '../identity/route-access';
import { storyPath } from './memento-links';
import { Newsstand } from './newsstand';
import { outputs } from './outputs';
import { cacheControl, etagOf } from './served-story';
import { StoriesAtHand } from './stories-at-hand';
import { redirect, type StoryRequest } from './story-answer';
import { StoryDto, StoryPageDto, StoryQuery } from './story.dto';
import { StoryList } from './story-list';
import { negotiatesTime, TimeGate } from './time-gate';

const description =
  'It is its own TimeGate (RFC 7089): `Link` names its TimeMap and mementos. With Accept-Datetime a token of role editor, standards ' +
  'or auditor counts: to them everything is shown, to the public what the setting `publicHistory` lets it have.';

const searching =
  'With `q` those in which its words stand now: in headline, standfirst, text, byline or tags, in any form that the language of ' +
  'the story gives them. With `sort=relevance` the newest 1,000 of these, the best first. Nothing is found that readers may not read.';

@ApiTags('Readers')
@ApiHeader({ name: 'Stet-Min-Position', required: false, description: 'Answer from what is at or past this position.' })
@ApiHeader({ name: 'If-None-Match', required: false })
@ApiResponse({ status: 304, description: 'Not modified.' })
@Controller('v1/:newsroom/stories')
export class StoriesController {
  constructor(
    private readonly newsstand: Newsstand,
    private readonly list: StoryList,
    private readonly timeGate: TimeGate,
    private readonly atHand: StoriesAtHand,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Stories, latest first publication first', description: searching })
  @ApiOkResponse({ type: StoryPageDto })
  async page(
    @Param('newsroom') newsroom: string,
    @Query() query: StoryQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    negotiate(request.headers.accept, ['application/json']);
    await this.waitAsAsked(newsroom, request);
    const bytes = Buffer.from(await this.list.page(newsroom, query), 'utf8');
    const etag = etagOf(bytes);
    const headers = { etag, 'cache-control': cacheControl, vary: 'Accept' };
    if (isNotModified(request.headers, { etag })) return void reply.code(304).headers(headers).send();
    void reply.headers({ ...headers, 'content-type': 'application/json; charset=utf-8' }).send(bytes);
  }

  @Get(':slug')
  @PublicOrKnown()
  @ApiOperation({
    summary: 'A story: its current version, or with Accept-Datetime what readers were given then',
    description,
  })
  @ApiProduces(...outputs.keys())
  @ApiHeader({
    name: 'Accept-Datetime',
    required: false,
    description: 'As of the end of that second, e.g. `Tue, 24 Nov 2026 09:30:00 GMT`.',
  })
  @ApiParam({ name: 'newsroom', type: String })
  @ApiParam({ name: 'slug', type: String })
  @ApiOkResponse({ type: StoryDto })
  @ApiResponse({ status: 308, description: 'The story has another address now: `Location`.' })
  @ApiResponse({ status: 410, description: 'The story was unpublished.' })
  @ApiResponse({ status: 451, description: 'The story was unpublished for legal reasons.' })
  story(@Req() request: StoryRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply);
  }

  private async answer(request: StoryRequest, reply: FastifyReply): Promise<void> {
    const { newsroom, slug } = request.params;
    await this.waitAsAsked(newsroom, request);
    if (negotiatesTime(request)) return this.timeGate.answer(request, reply);
    const story = await this.newsstand.find(newsroom, slug);
    if (!story) throw new Rejection('not-found', 'There is no story at this address.');
    if ('movedTo' in story) redirect(storyPath(newsroom, story.movedTo), reply.header('vary', 'Accept-Datetime'));
    else this.atHand.answer(story, request, reply);
  }

  private async waitAsAsked(newsroom: string, { headers }: Pick<FastifyRequest, 'headers'>): Promise<void> {
    const position = minPosition(headers['stet-min-position']);
    if (position !== undefined) await this.newsstand.waitFor(newsroom, position);
  }
}
