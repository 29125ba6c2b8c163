// A small application behind the real door, for the tests of the door alone: no database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Body, Controller, Delete, Get, Header, HttpCode, Module, Patch, Post, Put, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';
import { readConfig, type Environment } from '../../src/config';
import type { Actor, Role } from '../../src/identity/actor';
import { Allow, Public } from '../../src/identity/route-access';
import { readOrMakeSigningKey, signToken } from '../../src/identity/signing-key';
import { Tokens } from '../../src/identity/tokens';
import { fastifyAdapter, furnish } from '../../src/http/adapter';
import { shutDown } from '../../src/http/shut-down';
import type { Door } from '../../src/http/door';
import { HttpModule } from '../../src/http/http.module';
import { createLog } from '../../src/http/log';
import { Takes } from '../../src/http/media-type';
import { Context, CurrentActor, type RequestContext } from '../../src/http/passage';
import { ServerSet } from '../../src/http/validation';

class SourceDto {
  @IsString()
  title!: string;
}

@ServerSet('sourceId')
class CitationDto {
  @ValidateNested()
  @Type(() => SourceDto)
  source!: SourceDto;
}

@ServerSet('revision', 'status')
class NoteDto {
  @IsString()
  text!: string;

  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => CitationDto)
  citations?: CitationDto[];

  @IsOptional()
  @IsObject()
  meta?: Record<string, unknown>;
}

class PageDto {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  limit?: number;
}

@Controller('v1/:newsroom')
class NotesController {
  @Get('notes')
  @Allow('read-article')
  list(@CurrentActor() actor: Actor, @Query() page: PageDto): unknown {
    return { actor, limit: page.limit ?? null };
  }

  @Get('plain')
  @Allow('read-article')
  plain(): unknown {
    return { actor: { sub: 'ana', name: 'Ana', roles: ['reporter'] }, limit: null };
  }

  @Post('notes')
  @Allow('draft-article')
  create(@Body() note: NoteDto): unknown {
    return { ...note };
  }

  @Put('notes/body')
  @Allow('edit-article')
  @Takes('text/markdown')
  text(@Body() text: string, @Context() context: RequestContext): unknown {
    return { text, bytes: context.rawBody?.length, idempotencyKey: context.idempotencyKey };
  }

  @Patch('notes/any')
  @Allow('edit-article')
  @Takes('application/json', 'text/plain', 'text/markdown')
  any(@Body() body: unknown): unknown {
    return { type: typeof body };
  }

  @Post('notes/verb')
  @HttpCode(200)
  @Allow('publish')
  @Takes()
  verb(): unknown {
    return {};
  }

  @Delete('notes/any')
  @Allow('publish')
  remove(): unknown {
    return {};
  }

  @Get('forgotten')
  forgotten(): unknown {
    return {};
  }

  @Get('stories')
  @Public()
  @Header('vary', 'Accept')
  stories(): unknown {
    return { items: [] };
  }

  @Get('broken')
  @Public()
  broken(): never {
    throw Object.assign(new Error('select * from secrets'), { parameters: ['a name nobody may know'], code: '42P01' });
  }

  @Get('away')
  @Public()
  away(): never {
    throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });
  }

  @Get('slow')
  @Public()
  slow(): Promise<unknown> {
    return new Promise((resolve) => slowRequests.push(() => resolve({ finished: true })));
  }
}

/** Ends what `GET slow` waits for. */
export const slowRequests: (() => void)[] = [];

@Module({ imports: [HttpModule], controllers: [NotesController] })
class SampleModule {}

export interface SampleApp {
  readonly app: NestFastifyApplication;
  /** Every line logged so far. */
  readonly logged: string[];
  token(roles: readonly Role[], newsroom?: string): Promise<string>;
  close(): Promise<void>;
}

export async function startSampleApp(env: Environment = {}, more: Partial<Door> = {}): Promise<SampleApp> {
  const folder = mkdtempSync(join(tmpdir(), 'stet-door-'));
  const config = readConfig({ STET_DATA: folder, ...env });
  const logged: string[] = [];
  const log = createLog(config, { write: (line) => void logged.push(line) });
  const door = { config, tokens: Tokens.of(config), log, ...more };
  const app = await NestFactory.create<NestFastifyApplication>(SampleModule, fastifyAdapter(door), {
    bodyParser: false,
    logger: false,
  });
  furnish(app, door);
  await app.listen(0, '127.0.0.1');
  return {
    app,
    logged,
    token: (roles, newsroom = 'main') =>
      signToken(readOrMakeSigningKey(folder), { sub: 'ana', name: 'Ana', newsrooms: { [newsroom]: roles } }, 60),
    close: async () => {
      await shutDown(app, 1_000);
      rmSync(folder, { recursive: true });
    },
  };
}
