// The way of every command on an article's comments: load their thread, decide, append; again where somebody else was first.
import { Injectable } from '@nestjs/common';
import type { CommandContext } from '../articles/command-context';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import type { AppendOutcome, StoredCommand } from '../event-store/stored-event';
import { fromCommentPayload, toCommentPayload } from './comment-codec';
import { commentStream } from '../articles/comment-stream';
import type { CommentEvent } from './comment-events';
import { emptyThread, evolveThread, type Thread } from './comment-thread';
import type { CommentView } from './comment-view';

export interface CommentDecided {
  readonly events: readonly CommentEvent[];
  /** As it will be; a time that only the log can say is empty. */
  readonly comment: CommentView;
}

export interface CommentAnswer {
  readonly comment: CommentView;
  /** The newsroom's log position of the last event. */
  readonly position: number;
}

export type CommentDecision = (thread: Thread) => Promise<CommentDecided>;

type CommentContext = Omit<CommandContext, 'action'>;

@Injectable()
export class CommentLog {
  constructor(private readonly store: EventStore) {}

  /** Refuses with whatever the decision refuses, unless the same request was carried out before: then its answer counts. */
  async transact(context: CommentContext, article: string, decide: CommentDecision): Promise<CommentAnswer> {
    const thread = await this.thread(context.newsroom, article);
    let decided: CommentDecided;
    try {
      decided = await decide(thread);
    } catch (refusal) {
      const earlier = await this.earlier(context);
      if (earlier) return earlier;
      throw refusal;
    }
    return (await this.append(context, thread, decided)) ?? this.transact(context, article, decide);
  }

  private async thread(newsroom: string, article: string): Promise<Thread> {
    const events = await this.store.readStream(newsroom, commentStream(article));
    return events.reduce((thread, stored) => {
      const event = fromCommentPayload(stored);
      return event ? evolveThread(thread, { ...stored, event }) : thread;
    }, emptyThread(article));
  }

  private async earlier({ newsroom, commandId, requestMac }: CommentContext): Promise<CommentAnswer | undefined> {
    const command = requestMac && (await this.store.findCommand(newsroom, commandId));
    if (!command) return undefined;
    if (!command.requestMac.equals(requestMac)) throw new Rejection('idempotency-key-reused');
    return command.result === null ? undefined : answered(command); // it was erased
  }

  /** Undefined when somebody else was first. */
  private async append(
    { newsroom, actor, commandId, requestMac }: CommentContext,
    thread: Thread,
    { events, comment }: CommentDecided,
  ): Promise<CommentAnswer | undefined> {
    const unchanged = events.length === 0 ? { comment, position: thread.position } : undefined;
    if (unchanged && !requestMac) return unchanged;
    const outcome = await this.store.append({
      newsroom,
      id: commandId,
      requestMac,
      streamId: commentStream(thread.article),
      expectedRevision: thread.revision,
      actor: await this.store.actorId(newsroom, actor.sub),
      events: events.map(toCommentPayload),
      result: requestMac && JSON.stringify(unchanged ?? { comment }),
    });
    return settle(unchanged ?? { comment }, outcome);
  }
}

/** Where nothing was changed the position is known before. */
type Expected = Pick<CommentAnswer, 'comment'> & Partial<CommentAnswer>;

function settle(expected: Expected, outcome: AppendOutcome): CommentAnswer | undefined {
  if (outcome.outcome === 'conflict') return undefined;
  if (outcome.outcome === 'reused') throw new Rejection('idempotency-key-reused');
  if (outcome.outcome === 'repeated' && outcome.result) return answered(outcome);
  return located(expected, outcome);
}

/** Written by `append` above and read back nowhere else. */
const answered = (command: StoredCommand): CommentAnswer =>
  located(JSON.parse(command.result ?? '{}') as Expected, command);

/** With what only the log could say. */
function located(
  expected: Expected,
  { position, recordedAt }: Omit<StoredCommand, 'streamId' | 'result' | 'revision'>,
) {
  const { comment } = expected;
  const at = comment.at || recordedAt;
  const resolved = comment.resolvedAt === '' && { resolvedAt: recordedAt };
  return { comment: { ...comment, at, ...resolved }, position: expected.position ?? position };
}
