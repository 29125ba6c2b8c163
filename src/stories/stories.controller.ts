// Readers' routes: public, conditional, and from memory. The bytes are sent as they lie there: nothing is serialised.
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Rejection } from '../errors';
import { negotiate } from '../http/accept';
import { isNotModified } from '../http/etag';
import { minPosition } from '../http/min-position';
import { Public } from '../identity/route-access';
import { Newsstand } from './newsstand';
import { cacheControl, etagOf, type ServedStory } from './served-story';
import { StoryDto, StoryPageDto, StoryQuery } from './story.dto';
import { StoryList } from './story-list';

type StoryRequest = FastifyRequest<{ Params: { readonly newsroom: string; readonly slug: string } }>;

@ApiTags('Readers')
@ApiHeader({ name: 'Stet-Min-Position', required: false, description: 'Answer from what is at or past this position.' })
@ApiHeader({ name: 'If-None-Match', required: false })
@ApiResponse({ status: 304, description: 'Not modified.' })
@Controller('v1/:newsroom/stories')
export class StoriesController {
  constructor(
    private readonly newsstand: Newsstand,
    private readonly list: StoryList,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Stories, latest first publication first' })
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
  @Public()
  @ApiOperation({ summary: 'A story: its current version' })
  @ApiProduces('application/json', 'text/html', 'text/markdown')
  @ApiParam({ name: 'newsroom', type: String })
  @ApiParam({ name: 'slug', type: String })
  @ApiOkResponse({ type: StoryDto })
  @ApiResponse({ status: 308, description: 'The story has another address now: `Location`.' })
  @ApiResponse({ status: 410, description: 'The story was unpublished.' })
  @ApiResponse({ status: 451, description: 'The story was unpublished for legal reasons.' })
  story(@Req() request: StoryRequest, @Res() reply: FastifyReply): void | Promise<void> {
    // Parameters straight from the request, and no promise for what is at hand: pipes and turns of the event loop would
    // cost more than all the rest of the answer.
    const { newsroom, slug } = request.params;
    const atHand = 'stet-min-position' in request.headers ? undefined : this.newsstand.atHand(newsroom, slug);
    return atHand ? answer(atHand, request, reply) : this.fetched(request, reply);
  }

  private async fetched(request: StoryRequest, reply: FastifyReply): Promise<void> {
    const { newsroom, slug } = request.params;
    await this.waitAsAsked(newsroom, request);
    const story = await this.newsstand.find(newsroom, slug);
    if (!story) throw new Rejection('not-found', 'There is no story at this address.');
    if ('movedTo' in story) redirect(`/v1/${newsroom}/stories/${story.movedTo}`, reply);
    else answer(story, request, reply);
  }

  private async waitAsAsked(newsroom: string, { headers }: Pick<FastifyRequest, 'headers'>): Promise<void> {
    const position = minPosition(headers['stet-min-position']);
    if (position !== undefined) await this.newsstand.waitFor(newsroom, position);
  }
}

/** RFC 9110 section 15.4.9. Whatever was asked for and on which condition: what the address is now says the rest. */
function redirect(location: string, reply: FastifyReply): void {
  void reply.code(308).headers({ location, 'cache-control': cacheControl }).send();
}

function answer(story: ServedStory, { headers }: StoryRequest, reply: FastifyReply): void {
  const mediaType = acceptedType(headers.accept, story);
  const rendition = story.renditions.get(mediaType);
  if (!rendition) throw new Rejection('not-acceptable');
  const { etag, bytes } = rendition;
  void reply.headers(rendition.headers);
  // The second of a change that followed another within one is not over yet: nothing is dated later than its answer.
  if (story.lastModified > Date.now()) void reply.header('last-modified', new Date().toUTCString());
  if (isNotModified(headers, { etag, lastModified: story.lastModified })) {
    void reply.removeHeader('content-type').code(304).send();
  } else {
    // After all requests that arrived together: their answers then go out in one burst, and the other side is woken once.
    setImmediate(() => void reply.send(bytes));
  }
}

/** Most clients name one type, or none: nothing to weigh then. */
function acceptedType(accept: string | undefined, { mediaTypes, renditions }: ServedStory): string {
  if (accept !== undefined && renditions.has(accept)) return accept;
  if (accept === undefined || accept === '*/*') return mediaTypes[0] ?? '';
  return negotiate(accept, mediaTypes);
}
