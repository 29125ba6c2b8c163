// The sources of the newsroom over HTTP: which there are, and what to correct when one falls.
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { SourceReader } from './source-reader';
import { SourceDto, SourcePageDto, SourceParams, SourcesQuery, SourceUsePageDto, SourceUsesQuery } from './source.dto';

@ApiTags('history')
@Controller('v1/:newsroom/sources')
export class SourcesController {
  constructor(private readonly reader: SourceReader) {}

  /** Every source that something rests on, by title; with `q` those found by words, DOI or address. */
  @Allow('read-sources')
  @ApiOkResponse({ type: SourcePageDto })
  @Get()
  page(@Context() request: RequestContext, @Query() query: SourcesQuery): Promise<SourcePageDto> {
    return this.reader.page(request, query);
  }

  /** One source, as it was last given. */
  @Allow('read-sources')
  @ApiOkResponse({ type: SourceDto })
  @Get(':sourceId')
  one(@Context() { newsroom }: RequestContext, @Param() { sourceId }: SourceParams): Promise<SourceDto> {
    return this.reader.one(newsroom, sourceId);
  }

  /** Every article and story that rests on it, or did in a published version, with the passages: live stories first. */
  @Allow('read-sources')
  @ApiOkResponse({ type: SourceUsePageDto })
  @Get(':sourceId/articles')
  articles(
    @Context() { newsroom }: RequestContext,
    @Param() { sourceId }: SourceParams,
    @Query() query: SourceUsesQuery,
  ): Promise<SourceUsePageDto> {
    return this.reader.uses(newsroom, sourceId, query);
  }
}
