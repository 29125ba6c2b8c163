// Use case: an admin changes the newsroom's settings.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import type { AppendOutcome } from '../event-store/stored-event';
import type { CommandIdentity } from '../http/command-identity';
import { NewsroomSettings } from './newsroom-settings';
import {
  changeSettings,
  evolveSettings,
  settingsStream,
  type ChangeTold,
  type SettingsChange,
  type SettingsChanged,
  type SettingsRevision,
} from './settings';
import { toPayload } from './settings-codec';

export interface ChangeTerms extends CommandIdentity {
  readonly told: ChangeTold;
  /** The revision that the settings have to be at; 0 before the first change. */
  readonly ifMatch?: number;
}

export class ChangeSettings extends Command<SettingsRevision> {
  constructor(
    readonly newsroom: string,
    readonly change: SettingsChange,
    readonly terms: ChangeTerms,
  ) {
    super();
  }
}

@CommandHandler(ChangeSettings)
export class ChangeSettingsHandler implements ICommandHandler<ChangeSettings> {
  constructor(
    private readonly store: EventStore,
    private readonly settings: NewsroomSettings,
  ) {}

  /** The settings after the change. Refuses with `revision-mismatch`, `idempotency-key-reused` or `not-found`. */
  async execute(command: ChangeSettings): Promise<SettingsRevision> {
    const before = await this.settings.head(command.newsroom);
    const events = await this.decide(command, before);
    if (!Array.isArray(events)) return events;
    const { requestMac } = command.terms;
    if (events.length === 0 && requestMac === undefined) return before;
    return (await this.append(command, before, events)) ?? this.execute(command);
  }

  /** A refusal counts only where the same request was not carried out before: then its answer counts. */
  private async decide(
    command: ChangeSettings,
    before: SettingsRevision,
  ): Promise<SettingsChanged[] | SettingsRevision> {
    try {
      requireRevision(before, command.terms.ifMatch);
      return changeSettings(before.settings, command.change, command.terms.told);
    } catch (refusal) {
      const earlier = await this.earlier(command);
      if (earlier) return earlier;
      throw refusal;
    }
  }

  /** Undefined where somebody else was first: then it is decided again, on what they left. */
  private async append(
    { newsroom, terms }: ChangeSettings,
    before: SettingsRevision,
    events: readonly SettingsChanged[],
  ): Promise<SettingsRevision | undefined> {
    const after = events.reduce((state, event) => evolveSettings(state, event, before), before);
    const outcome = await this.store.append({
      newsroom,
      id: terms.commandId,
      requestMac: terms.requestMac,
      streamId: settingsStream(newsroom),
      expectedRevision: before.revision,
      actor: await this.store.actorId(newsroom, terms.told.by.sub),
      events: events.map(toPayload),
      // Where nothing changes the answer names the place of the last change; else only the log knows the place.
      result: terms.requestMac && JSON.stringify(events.length === 0 ? before : { settings: after.settings }),
    });
    return this.settle(newsroom, events.length === 0 ? before : after, outcome);
  }

  private settle(newsroom: string, after: SettingsRevision, outcome: AppendOutcome): SettingsRevision | undefined {
    if (outcome.outcome === 'conflict') return undefined;
    if (outcome.outcome === 'reused') throw new Rejection('idempotency-key-reused');
    const { revision, position } = outcome;
    if (outcome.outcome === 'repeated' && outcome.result) return answered(outcome.result, { revision, position });
    if (after.revision === revision) return after;
    return this.settings.remember(newsroom, { ...after, revision, position });
  }

  private async earlier({ newsroom, terms }: ChangeSettings): Promise<SettingsRevision | undefined> {
    const command = terms.requestMac && (await this.store.findCommand(newsroom, terms.commandId));
    if (!command) return undefined;
    if (!command.requestMac.equals(terms.requestMac)) throw new Rejection('idempotency-key-reused');
    return answered(command.result ?? '{}', command);
  }
}

function requireRevision({ revision }: SettingsRevision, ifMatch: number | undefined): void {
  if (ifMatch === undefined || ifMatch === revision) return;
  const detail = `If-Match names revision ${ifMatch}; the settings are at revision ${revision}.`;
  throw new Rejection('revision-mismatch', detail, { revision });
}

/** Written by `append` above and read back nowhere else. */
const answered = (result: string, { revision, position }: Omit<SettingsRevision, 'settings'>): SettingsRevision => ({
  revision,
  position,
  ...(JSON.parse(result) as Pick<SettingsRevision, 'settings'>),
});
