// What readers had of a story: its versions, each as it was served, and its TimeMap. Open to everybody, as far as the newsroom
// shows its history; to those who may read all of it by their token.
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Rejection } from '../errors';
import { negotiate } from '../http/accept';
import { linkBase } from '../http/public-address';
import { PublicOrKnown } from '../identity/route-access';
import { linkFormat, storyPath, timeMap } from './memento-links';
import { answerAbout, linkPast, pastCaching, wayToNow } from './past-headers';
import { outputs } from './outputs';
import { openStates, PastStories, type Past } from './past-stories';
import { answerStory, redirect } from './story-answer';
import type { StoryState } from './story-timeline';
import { StoryDto } from './story.dto';
import { versionPage } from './version-list';
import { StoryVersionPageDto, VersionsQuery } from './version.dto';

interface Named {
  readonly newsroom: string;
  readonly slug: string;
  readonly version: string;
}

type PastRequest = FastifyRequest<{ Params: Named }>;

const description =
  'Without a token, or with one of another role than editor, standards or auditor, it is as much as the setting `publicHistory` ' +
  'lets the public have: `all`, `notes` (the list, and of texts the current one alone) or `none` (the current one alone).';

@ApiTags('Readers')
@ApiParam({ name: 'newsroom', type: String })
@ApiParam({ name: 'slug', type: String })
@ApiHeader({ name: 'Stet-Min-Position', required: false, description: 'Answer from what is at or past this position.' })
@ApiHeader({ name: 'If-None-Match', required: false })
@ApiResponse({ status: 304, description: 'Not modified.' })
@ApiResponse({ status: 308, description: 'The story has another address now: `Location`.' })
@ApiResponse({ status: 410, description: 'The story was unpublished.' })
@ApiResponse({ status: 451, description: 'The story was unpublished for legal reasons.' })
@Controller('v1/:newsroom/stories/:slug')
export class VersionsController {
  constructor(private readonly pastStories: PastStories) {}

  @Get('versions')
  @PublicOrKnown()
  @ApiOperation({ summary: 'The versions of a story, oldest first, and when readers had each', description })
  @ApiOkResponse({ type: StoryVersionPageDto })
  async versions(
    @Query() query: VersionsQuery,
    @Req() request: PastRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    negotiate(request.headers.accept, ['application/json']);
    const past = await this.pastAt(request, reply);
    if (!past) return;
    const text = JSON.stringify(versionPage(past, query));
    answerAbout(past, { contentType: 'application/json; charset=utf-8', text }, request, reply);
  }

  @Get('timemap')
  @PublicOrKnown()
  @ApiOperation({ summary: 'The TimeMap of a story (RFC 7089): every memento, oldest first', description })
  @ApiProduces(linkFormat)
  @ApiOkResponse({
    content: { [linkFormat]: { schema: { type: 'string' } } },
    description: 'Whole, in RFC 6690’s format.',
  })
  async timeMap(@Req() request: PastRequest, @Res() reply: FastifyReply): Promise<void> {
    negotiate(request.headers.accept, [linkFormat]);
    const past = await this.pastAt(request, reply);
    if (!past) return;
    const story = { path: storyPath(past.newsroom, past.slug), states: openStates(past) };
    answerAbout(past, { contentType: linkFormat, text: timeMap(story, linkBase(request)) }, request, reply);
  }

  @Get('versions/:version')
  @PublicOrKnown()
  @ApiOperation({ summary: 'A version as readers were given it, byte for byte', description })
  @ApiParam({ name: 'version', type: Number })
  @ApiProduces(...outputs.keys())
  @ApiOkResponse({ type: StoryDto })
  version(@Req() request: PastRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.memento('published', request, reply);
  }

  @Get('versions/:version/retraction')
  @PublicOrKnown()
  @ApiOperation({ summary: 'What readers were given after the retraction of that version, byte for byte', description })
  @ApiParam({ name: 'version', type: Number })
  @ApiProduces(...outputs.keys())
  @ApiOkResponse({ type: StoryDto })
  retraction(@Req() request: PastRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.memento('retracted', request, reply);
  }

  private async memento(status: StoryState['status'], request: PastRequest, reply: FastifyReply): Promise<void> {
    const past = await this.pastAt(request, reply);
    if (!past) return;
    const { version } = request.params;
    const state = past.states.find((one) => one.status === status && String(one.version) === version);
    if (!state) throw new Rejection('not-found', `The story has no version ${version} that was ${status}.`);
    const story = await this.pastStories.handOut(past, state);
    linkPast(past, request, reply, state);
    const headers = { vary: 'Accept, Authorization', 'cache-control': pastCaching(past) };
    answerStory(story, request, reply, { headers, byTime: true });
  }

  /** undefined where the story has another address now, to which the reader was sent. */
  private async pastAt(request: PastRequest, reply: FastifyReply): Promise<Past | undefined> {
    const { newsroom, slug } = request.params;
    const past = await this.pastStories.of(newsroom, slug, request.passage.actor);
    const location = wayToNow(past, request.url, slug);
    if (location === undefined) return past;
    redirect(location, reply.header('vary', 'Authorization'), pastCaching(past));
    return undefined;
  }
}
