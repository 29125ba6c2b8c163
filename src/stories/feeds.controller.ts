// Feeds over HTTP: public, conditional, each at an address that says what it is.
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isNotModified } from '../http/etag';
import { boundLastModified } from '../http/last-modified';
import { Public } from '../identity/route-access';
import { CorrectionsFeed } from './corrections-feed';
import { feedTypes, type FeedFormat } from './feed';
import type { FeedBytes } from './feed-shelf';
import { Feeds } from './feeds';
import { cacheControl } from './served-story';
import { StoryQuery } from './story.dto';

const text = { schema: { type: 'string' } } as const;
const object = { schema: { type: 'object', additionalProperties: true } } as const;
const stories = 'The latest stories of the newsroom, or of a tag, category or language of it, ';

@ApiTags('Readers')
@ApiHeader({ name: 'If-None-Match', required: false })
@ApiHeader({ name: 'If-Modified-Since', required: false })
@ApiResponse({ status: 304, description: 'Not modified.' })
@Controller('v1/:newsroom')
export class FeedsController {
  constructor(
    private readonly feeds: Feeds,
    private readonly corrections: CorrectionsFeed,
  ) {}

  @Get('feed.atom')
  @Public()
  @ApiOperation({ summary: `${stories}as Atom, with a tombstone for each that is gone` })
  @ApiOkResponse({ description: 'RFC 4287, RFC 5005, RFC 6721.', content: { [feedTypes.atom]: text } })
  atom(
    @Param('newsroom') newsroom: string,
    @Query() query: StoryQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    // prettier-ignore
    return this.answer('atom', this.feeds.bytes(newsroom, query, 'atom'), request, reply);
  }

  @Get('feed.json')
  @Public()
  @ApiOperation({ summary: `${stories}as JSON Feed 1.1` })
  @ApiOkResponse({ description: 'JSON Feed 1.1.', content: { [feedTypes.json]: object } })
  json(
    @Param('newsroom') newsroom: string,
    @Query() query: StoryQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    // prettier-ignore
    return this.answer('json', this.feeds.bytes(newsroom, query, 'json'), request, reply);
  }

  @Get('feed.rss')
  @Public()
  @ApiOperation({ summary: `${stories}as RSS 2.0` })
  @ApiOkResponse({ description: 'RSS 2.0.', content: { [feedTypes.rss]: text } })
  rss(
    @Param('newsroom') newsroom: string,
    @Query() query: StoryQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    // prettier-ignore
    return this.answer('rss', this.feeds.bytes(newsroom, query, 'rss'), request, reply);
  }

  @Get('corrections.atom')
  @Public()
  @ApiOperation({ summary: 'The latest corrections and retractions of the newsroom as Atom' })
  @ApiOkResponse({ description: 'RFC 4287.', content: { [feedTypes.atom]: text } })
  correctionsFeed(@Param('newsroom') newsroom: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.answer('atom', this.corrections.bytes(newsroom), request, reply);
  }

  /** Whatever was accepted: the address is of one format, and programs that read feeds accept all manner of things. */
  private async answer(
    format: FeedFormat,
    feed: Promise<FeedBytes>,
    { headers }: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { bytes, etag, lastModified } = await feed;
    const changed = new Date(lastModified).toUTCString();
    void reply.headers({ etag, 'last-modified': changed, 'cache-control': cacheControl });
    boundLastModified(reply, lastModified);
    if (isNotModified(headers, { etag, lastModified })) return void reply.code(304).send();
    void reply.header('content-type', `${feedTypes[format]}; charset=utf-8`).send(bytes);
  }
}
