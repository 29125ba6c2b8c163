// The way of every command on an article: load, decide, append; again where somebody else was first.
import { Injectable } from '@nestjs/common';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import type { AppendOutcome, Rendition, StoredCommand } from '../event-store/stored-event';
import { permit } from '../identity/access';
import { NewsroomSettings } from '../settings/newsroom-settings';
import type { Settings } from '../settings/settings';
import { evolve, placed, type Article } from './article';
import { ArticleLog } from './article-log';
import { articleView, type CommandAnswer } from './article-view';
import { runChecks } from './checks/all-checks';
import type { CommandContext } from './command-context';
import { toPayload } from './event-codec';
import type { MergeTold } from './decide-edit';
import { deskOf } from './desk-of';
import type { ArticleEvent } from './events';
import type { Finding } from './finding';

export interface Decided {
  readonly events: readonly ArticleEvent[];
  readonly served?: readonly Rendition[];
  /** Told in the answer where the edit was merged. */
  readonly merge?: MergeTold;
  /** Told in the answer in the place of the working copy's: of what was published. */
  readonly findings?: readonly Finding[];
}

/** Pure where it can be. It throws a `Rejection` to refuse, and is asked again when the article has moved on. */
export type Decision = (article: Article) => Decided | Promise<Decided>;

interface Attempt {
  readonly id: string;
  readonly before: Article | undefined;
  readonly after: Article;
  readonly decided: Decided;
}

/** Where and when the log has a command's last event. */
type Located = Pick<StoredCommand, 'revision' | 'position' | 'recordedAt'>;

interface Answered {
  readonly answer: CommandAnswer;
}

/** Somebody else changed the article since it was loaded. */
interface Moved {
  readonly head: Article;
}

@Injectable()
export class Articles {
  constructor(
    private readonly store: EventStore,
    private readonly log: ArticleLog,
    private readonly settings: NewsroomSettings,
  ) {}

  /** Drafts a new article. Refuses with `id-taken` when the id is in use. */
  async draft(context: CommandContext, id: string, events: readonly ArticleEvent[]): Promise<CommandAnswer> {
    const answer = await this.append(context, attempt(id, undefined, { events }));
    if (answer) return answer;
    throw new Rejection('id-taken', `The id ${id} belongs to another article.`);
  }

  /**
   * Refuses with `not-found`, and with whatever the decision refuses at the head of the article. A repeat of a request
   * with an Idempotency-Key is known by the log, or where it is refused: what it asks for is done already.
   */
  async transact(context: CommandContext, id: string, decide: Decision): Promise<CommandAnswer> {
    const article = await this.log.known(context.newsroom, id);
    if (!article) throw new Rejection('not-found', `There is no article ${id}.`);
    return this.tryOn(article, context, decide);
  }

  /** What the same request was answered before, if it was carried out. */
  private async earlier(context: CommandContext, article: Article): Promise<CommandAnswer | undefined> {
    const { newsroom, commandId, requestMac } = context;
    const command = requestMac && (await this.store.findCommand(newsroom, commandId));
    if (!command) return undefined;
    if (!command.requestMac.equals(requestMac)) throw new Rejection('idempotency-key-reused');
    return located(command.result ? parseAnswer(command.result) : await this.leftOf(newsroom, article), command);
  }

  /** In the place of an answer that was erased. */
  private async leftOf(newsroom: string, after: Article): Promise<CommandAnswer> {
    const tried = { id: after.id, before: after, after: { ...after, position: 0 }, decided: { events: [] } };
    return commandAnswer(tried, await this.settings.known(newsroom));
  }

  private async tryOn(article: Article, context: CommandContext, decide: Decision): Promise<CommandAnswer> {
    let decided: Decided;
    try {
      permit(context.actor, context.action, article);
      decided = await decide(article);
    } catch (refusal) {
      const stands = await this.whetherStands(context, article);
      if (stands === true) throw refusal;
      return 'head' in stands ? this.tryOn(stands.head, context, decide) : stands;
    }
    const answer = await this.append(context, attempt(article.id, article, decided));
    return answer ?? this.tryOn(await this.head(context, article), context, decide);
  }

  /** A refusal counts only at the head, and only if no other server carried out the same request meanwhile. */
  private async whetherStands(context: CommandContext, article: Article): Promise<true | Moved | CommandAnswer> {
    const head = await this.head(context, article);
    if (head.revision !== article.revision) return { head };
    return (await this.earlier(context, head)) ?? true;
  }

  private async head({ newsroom }: CommandContext, article: Article): Promise<Article> {
    return (await this.log.current(newsroom, article.id)) ?? article;
  }

  /** Undefined when somebody else was first. */
  private async append(context: CommandContext, tried: Attempt): Promise<CommandAnswer | undefined> {
    const { newsroom, commandId, requestMac } = context;
    const answer = commandAnswer(tried, await this.settings.known(newsroom));
    const outcome = await this.store.append({
      newsroom,
      id: commandId,
      requestMac,
      streamId: tried.id,
      expectedRevision: tried.before?.revision ?? 0,
      actor: await this.store.actorId(newsroom, context.actor.sub),
      events: tried.decided.events.map(toPayload),
      result: requestMac ? JSON.stringify(answer) : undefined,
      served: tried.decided.served,
    });
    return this.settle(newsroom, { ...tried, answer }, outcome);
  }

  private settle(newsroom: string, tried: Attempt & Answered, outcome: AppendOutcome): CommandAnswer | undefined {
    const { before, after, decided, answer } = tried;
    if (outcome.outcome === 'reused') throw new Rejection('idempotency-key-reused');
    if (outcome.outcome === 'conflict') {
      if (before) this.log.advance(newsroom, before, contiguous(before, outcome.missed));
      return undefined;
    }
    if (outcome.outcome === 'repeated' && outcome.result) return located(parseAnswer(outcome.result), outcome);
    if (decided.events.length === 0) return answer;
    // What was decided again, here or on another server, may differ in its time from what the log has.
    if (outcome.outcome === 'appended')
      this.log.remember(newsroom, before, placedAfter(after, decided.events, outcome));
    return located(answer, outcome);
  }
}

function attempt(id: string, before: Article | undefined, decided: Decided): Attempt {
  const now = new Date().toISOString();
  let after = before;
  for (const event of decided.events) {
    const revision = (after?.revision ?? 0) + 1;
    after = evolve(after, { streamId: id, revision, position: 0, recordedAt: now, event });
  }
  if (!after) throw new Error(`nothing was decided for the new stream ${id}`);
  return { id, before, after, decided };
}

function commandAnswer({ after, decided: { merge, ...decided } }: Attempt, settings: Settings): CommandAnswer {
  const { id, revision, position, status, nextStatus, publication } = after;
  const findings = decided.findings ?? runChecks(after.content, deskOf(after, settings)).findings;
  const version = publication?.version ?? null;
  const answer = { id, revision, position, status, nextStatus, version, merged: false, findings };
  return merge && merge.fields.length > 0 ? { ...answer, merged: true, merge, article: articleView(after) } : answer;
}

function placedAfter(after: Article, events: readonly ArticleEvent[], outcome: Located): Article {
  const last = events.at(-1);
  return last ? placed(after, last, outcome) : after;
}

/** With what only the log could say; an answer to what changed nothing has its place already. */
function located(answer: CommandAnswer, { revision, position, recordedAt }: Located): CommandAnswer {
  if (answer.position > 0) return answer;
  const article = answer.article && { ...answer.article, updatedAt: recordedAt };
  return { ...answer, revision, position, ...(article && { article }) };
}

/** Written by `append` above and read back nowhere else. */
const parseAnswer = (result: string): CommandAnswer => JSON.parse(result) as CommandAnswer;

const contiguous = <E extends { revision: number }>(article: Article, missed: readonly E[]): readonly E[] =>
  missed[0]?.revision === article.revision + 1 ? missed : [];
