// What the desk checks say of the working copy, over HTTP.
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { NewsroomSettings } from '../settings/newsroom-settings';
import { ChecksDto } from './answer.dto';
import { ArticleParams } from './article-params.dto';
import { ArticleReader } from './article-reader';
import { runChecks } from './checks/all-checks';
import { deskOf } from './desk-of';

@ApiTags('workflow')
@Controller('v1/:newsroom/articles/:id/checks')
export class ChecksController {
  constructor(
    private readonly reader: ArticleReader,
    private readonly settings: NewsroomSettings,
  ) {}

  /** What stands in the way of publishing, and what an editor should look at. */
  @Allow('read-article')
  @Get()
  async checks(@Context() request: RequestContext, @Param() { id }: ArticleParams): Promise<ChecksDto> {
    const article = await this.reader.article(request, { id });
    const settings = await this.settings.current(request.newsroom);
    const { publishable, findings } = runChecks(article.content, deskOf(article, settings));
    return { publishable, findings: [...findings] };
  }
}
