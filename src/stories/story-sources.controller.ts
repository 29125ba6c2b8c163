// The sources of a story on their own: the address that reference managers are given.
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Rejection } from '../errors';
import { negotiate } from '../http/accept';
import { isNotModified } from '../http/etag';
import { boundLastModified } from '../http/last-modified';
import { Public } from '../identity/route-access';
import { Newsstand } from './newsstand';
import { cacheControl } from './served-story';
import { sourcesType } from './story-sources';

type SourcesRequest = FastifyRequest<{ Params: { readonly newsroom: string; readonly slug: string } }>;

const schema = { type: 'array', items: { type: 'object', additionalProperties: true } } as const;

@ApiTags('Readers')
@ApiParam({ name: 'newsroom', type: String })
@ApiParam({ name: 'slug', type: String })
@Controller('v1/:newsroom/stories/:slug/sources')
export class StorySourcesController {
  constructor(private readonly newsstand: Newsstand) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'The sources of a story as CSL-JSON, in the order of their numbers' })
  @ApiHeader({ name: 'If-None-Match', required: false })
  @ApiOkResponse({ description: 'CSL-JSON 1.0.2.', content: { [sourcesType]: { schema } } })
  @ApiResponse({ status: 304, description: 'Not modified.' })
  @ApiResponse({ status: 308, description: 'The story has another address now: `Location`.' })
  @ApiResponse({ status: 410, description: 'The story was unpublished.' })
  @ApiResponse({ status: 451, description: 'The story was unpublished for legal reasons.' })
  sources(@Req() request: SourcesRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, reply);
  }

  private async answer(request: SourcesRequest, reply: FastifyReply): Promise<void> {
    const { newsroom, slug } = request.params;
    // It is JSON to whoever knows no closer name.
    negotiate(request.headers.accept, [sourcesType, 'application/json']);
    const story = await this.newsstand.find(newsroom, slug);
    if (!story) throw new Rejection('not-found', 'There is no story at this address.');
    if ('movedTo' in story) {
      const location = `/v1/${newsroom}/stories/${story.movedTo}/sources`;
      return void reply.code(308).headers({ location, 'cache-control': cacheControl }).send();
    }
    const rendition = story.renditions.get(sourcesType);
    if (!rendition) throw new Rejection('not-found', 'The sources of this story are not kept on their own.');
    void reply.headers(rendition.headers);
    boundLastModified(reply, story.lastModified);
    const { etag, bytes } = rendition;
    const isKnown = isNotModified(request.headers, { etag, lastModified: story.lastModified });
    if (isKnown) return void reply.removeHeader('content-type').code(304).send();
    void reply.send(bytes);
  }
}
