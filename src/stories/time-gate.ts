// Datetime negotiation (RFC 7089 section 4.1.2): a story's own address answers as of the second that Accept-Datetime names,
// with what readers who asked there were given at that second's end: the bytes, the way to another address, or nothing.
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { acceptDatetime } from '../http/accept-datetime';
import { mementoPath, storyPath } from './memento-links';
import { linkPast, pastCaching } from './past-headers';
import { PastStories, refuseClosed, type Past } from './past-stories';
import { answerStory, redirect, type StoryRequest } from './story-answer';
import { isMemento, stateAt, wasMoved, type StoryState } from './story-timeline';

const vary = 'Accept, Accept-Datetime, Authorization';

/** The header that makes a request one for the past. */
export const negotiatesTime = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean => 'accept-datetime' in headers;

@Injectable()
export class TimeGate {
  constructor(private readonly past: PastStories) {}

  /** As the story's own address answers; refuses what Accept-Datetime cannot mean with `validation-failed`. */
  async answer(request: StoryRequest, reply: FastifyReply): Promise<void> {
    const { newsroom, slug } = request.params;
    const second = acceptDatetime(request.headers['accept-datetime'] ?? '');
    const past = await this.past.of(newsroom, slug, request.passage.actor);
    const state = nearest(past, second);
    void reply.header('vary', vary);
    refuseClosed(past, state);
    linkPast(past, request, reply, state);
    if (isMemento(state) && wasMoved(past.states, state, slug)) {
      return redirect(storyPath(newsroom, state.slug), reply, pastCaching(past));
    }
    const story = await this.past.handOut(past, state);
    const location = mementoPath(storyPath(newsroom, past.slug), state);
    const headers = { vary, 'cache-control': pastCaching(past), 'content-location': location };
    answerStory(story, request, reply, { headers, byTime: false });
  }
}

/** Before readers had anything, the first memento is what comes nearest (RFC 7089 section 4.5.3). */
function nearest({ states }: Past, second: number): StoryState {
  const state = stateAt(states, second) ?? states[0];
  if (!state) throw new Error('A story without a past.');
  return state;
}
