// The newsroom's settings over HTTP.
import { Body, Controller, Get, Patch, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import { CommandIdentities } from '../http/command-identity';
import { Context, type RequestContext } from '../http/passage';
import { Allow } from '../identity/route-access';
import { ChangeSettings } from './change-settings';
import { invalidMembers } from './invalid-members';
import { NewsroomSettings } from './newsroom-settings';
import type { SettingsRevision } from './settings';
import { ChangedSettingsDto, ChangeSettingsDto, SettingsDto } from './settings.dto';

@ApiTags('settings')
@Controller('v1/:newsroom/settings')
export class SettingsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly identities: CommandIdentities,
    private readonly settings: NewsroomSettings,
    private readonly store: EventStore,
  ) {}

  /** The newsroom's settings as they are now. */
  @Allow('read-settings')
  @Get()
  async read(
    @Context() { newsroom }: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SettingsDto> {
    if (!(await this.store.newsroomExists(newsroom))) throw new Rejection('not-found');
    const { settings, revision } = await this.settings.head(newsroom);
    reply.header('etag', `"${revision}"`);
    return shown({ ...settings, revision });
  }

  /** Changes members of the settings; those left out stay, null puts one back to its initial value. */
  @Allow('change-settings')
  @Patch()
  async change(
    @Context() request: RequestContext,
    @Body() { note, ...change }: ChangeSettingsDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangedSettingsDto> {
    const { newsroom, actor } = request;
    const errors = invalidMembers(change, this.settings.findings());
    if (errors.length > 0) throw new Rejection('validation-failed', errors[0]?.message, { errors });
    const by = { sub: actor.sub, name: actor.name, role: 'admin' as const }; // only that role gets here
    const terms = {
      ...this.identities.of(request),
      ifMatch: ifMatchOf(request),
      told: { by, note: note ?? undefined },
    };
    const changed = await this.commands.execute(new ChangeSettings(newsroom, change, terms));
    return answer(reply, changed);
  }
}

function answer(reply: FastifyReply, { settings, revision, position }: SettingsRevision): ChangedSettingsDto {
  reply.headers({ etag: `"${revision}"`, 'stet-position': String(position) });
  return shown({ ...settings, revision, position });
}

/** The same data, in the classes that the OpenAPI document is made from. */
const shown = <T>(settings: unknown): T => settings as T;

/** Refuses an If-Match that names no revision with `validation-failed`. */
function ifMatchOf({ headers }: RequestContext): number | undefined {
  const header = headers['if-match'];
  if (header === undefined) return undefined;
  const revision = /^\s*(?:W\/)?"(0|[1-9]\d{0,8})"\s*$/.exec(header)?.[1];
  if (revision !== undefined) return Number(revision);
  const message = 'If-Match has to name one revision, e.g. "7".';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'If-Match', message }] });
}
