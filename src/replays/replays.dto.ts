// What the addresses of replays take and answer.
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';

export class StartReplayDto {
  /** Name of the read model, e.g. `published-stories`; all unless named. */
  @IsOptional() @IsString() @Length(1, 100) projection?: string;
  /** Puts the rebuilt rows in place of those that differ: role `admin`. */
  @IsOptional() @IsBoolean() swap?: boolean;
}

export class ReplayParams {
  @IsString() newsroom!: string;
  @Matches(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, {
    message: 'id must be a UUID in lower case',
  })
  id!: string;
}

export class ReplaysQuery {
  /** How many at most; 50 unless told. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(200) cursor?: string;
}

export class ReplayRequesterDto {
  /** The token's `sub`. */
  id!: string;
  name!: string;
  role!: string;
}

export class ReplacedDto {
  projection!: string;
  /** In how many places its rows differed. */
  drift!: number;
}

export class ReplaySummaryDto {
  id!: string;
  /** The one that was asked for; null: all. */
  projection!: string | null;
  projections!: string[];
  /** Whether rows were to be put in place. */
  swap!: boolean;
  status!: 'waiting' | 'running' | 'done' | 'failed';
  /** 0 to 1, which is when it is done. */
  progress!: number;
  /** Applied so far, over all read models. */
  events!: number;
  /** Compared so far, over all tables: live rows or rebuilt ones, whichever are more. */
  rows!: number;
  /** In how many places live rows differed from rebuilt ones. */
  driftTotal!: number;
  /** Whether the live rows are the rebuilt ones since, because that was asked for. */
  swapped!: boolean;
  /** The read models whose rows had to be changed for it; also of a replay that failed later on. */
  replaced!: ReplacedDto[];
  /** Why it failed. */
  failure!: string | null;
  requestedAt!: string;
  startedAt!: string | null;
  finishedAt!: string | null;
  startedBy!: ReplayRequesterDto;
}

const text = { type: 'string' };
const texts = { type: 'object', additionalProperties: { type: ['string', 'null'] } };

export class DriftDto {
  projection!: string;
  table!: string;
  /** `missing`: the live table lacks the row; `surplus`: only it has the row; `different`: a column differs. */
  kind!: 'missing' | 'surplus' | 'different';
  /** The row's primary key, each column as text. */
  key!: Record<string, string | null>;
  /** Of `different`. */
  column?: string;
  /** The column's text or all the row's, by column; cut behind 1,000 characters. */
  @ApiProperty({ oneOf: [text, texts, { type: 'null' }] }) live!: string | Record<string, string | null> | null;
  /** What the log gives instead. */
  @ApiProperty({ oneOf: [text, texts, { type: 'null' }] }) rebuilt!: string | Record<string, string | null> | null;
}

export class ReplayDto extends ReplaySummaryDto {
  /** Of the first hundred rows of each table that differ, and a thousand at most; `driftTotal` counts all. */
  drift!: DriftDto[];
}

export class ReplayPageDto {
  items!: ReplaySummaryDto[];
  /** `cursor` of the next page; null on the last one. */
  next!: string | null;
}
