// Desk lists over HTTP: the working copies of a newsroom, latest change first.
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { DeskLists, type DeskListPage } from './desk-lists';
import { WorkingCopiesQuery, WorkingCopyPageDto } from './working-copies.dto';

@ApiTags('desk')
@Controller('v1/:newsroom/articles')
export class WorkingCopiesController {
  constructor(private readonly lists: DeskLists) {}

  /** The articles of the newsroom, without their text, latest change first. What changes while a list is paged moves to its front. */
  @Allow('read-article')
  @ApiOkResponse({ type: WorkingCopyPageDto })
  @Get()
  page(@Context() request: RequestContext, @Query() query: WorkingCopiesQuery): Promise<DeskListPage> {
    return this.lists.page(request, query);
  }
}
