// A story in memory is answered where its reader comes in, once the door let the request through: the way from there to the
// controller would cost more than the answer.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { linkBase } from '../http/public-address';
import { serverOf } from '../http/server-of';
import { NewsroomSettings } from '../settings/newsroom-settings';
import { Newsstand } from './newsstand';
import type { ServedStory } from './served-story';
import { answerStory, type Beside, type StoryRequest } from './story-answer';
import { negotiatesTime } from './time-gate';

const storyRoute = '/v1/:newsroom/stories/:slug';
/** In no shared cache: standards and auditors are given what is withheld from readers. */
const known: Beside = { headers: { 'cache-control': 'private, no-cache' }, byTime: true };
const reading: ReadonlySet<string> = new Set(['GET', 'HEAD']);

@Injectable()
export class StoriesAtHand implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly newsstand: Newsstand,
    private readonly settings: NewsroomSettings,
  ) {}

  /** Behind the door, whose hook is the first. */
  onModuleInit(): void {
    serverOf(this.host)?.addHook('onRequest', (request, reply, done) => {
      const story = request.passage.route === storyRoute ? this.atHand(request) : undefined;
      if (story) this.answer(story, request, reply);
      else done();
    });
  }

  /** As the story is now. */
  answer(story: ServedStory, request: FastifyRequest, reply: FastifyReply): void {
    const open = this.settings.atHand(story.newsroom)?.publicHistory === 'all';
    if (story.links) void reply.header('link', story.links.header(linkBase(request), open));
    answerStory(story, request, reply, request.passage.actor ? known : undefined);
  }

  /** Undefined also where it may not be recent enough, or was asked for as of a time. */
  private atHand(request: FastifyRequest): ServedStory | undefined {
    if (!reading.has(request.method)) return undefined;
    if ('stet-min-position' in request.headers || negotiatesTime(request)) return undefined;
    const { newsroom, slug } = request.params as StoryRequest['params'];
    return this.newsstand.atHand(newsroom, slug);
  }
}
