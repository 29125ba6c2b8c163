// The members of an article as clients send them: shapes and limits, checked before anything else is done.
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  Length,
  Matches,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { articleServerSet, AtAGlance, ServerSet } from '../http/validation';
import type { Json } from '../event-store/stored-event';
import { CitationDto } from './citation.dto';
import { IsCalendarDate, IsLanguageTag, IsRfc3339 } from '../http/formats';

export const notNull = (_: object, value: unknown): boolean => value !== undefined;

export class DatelineDto {
  /** Where the story was filed from. */
  @IsOptional() @IsString() @MaxLength(200) place?: string | null;
  /** Calendar date, ISO 8601: `2026-11-24`. */
  @IsOptional() @IsCalendarDate() date?: string | null;
  /** The dateline as printed. */
  @IsOptional() @IsString() @MaxLength(500) text?: string | null;
}

export class MediumDto {
  /** The text shows it by `![](media:key)`. */
  @Matches(/^[\p{L}\p{N}_][\p{L}\p{N}_.:-]{0,99}$/u) key!: string;
  @IsUrl({ require_protocol: true, protocols: ['http', 'https'], require_tld: false }) @MaxLength(2000) url!: string;
  /** SHA-256 of the bytes, lower-case hex. */
  @IsOptional() @Matches(/^[0-9a-f]{64}$/) sha256?: string;
  @IsOptional() @IsString() @MaxLength(2000) alt?: string;
  @IsOptional() @IsString() @MaxLength(5000) caption?: string;
  @IsOptional() @IsString() @MaxLength(500) credit?: string;
  @IsOptional() @IsString() @MaxLength(2000) rights?: string;
  /** When the right to show it ends, RFC 3339. */
  @IsOptional() @IsRfc3339() expires?: string;
}

export class EmbargoDto {
  /** Nothing is published before this time: RFC 3339, or what the clock shows in `timeZone`, which is kept as UTC. */
  @Matches(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?$|^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/,
    {
      message: 'until must be a time, as 2027-03-28T06:00:00Z, or 2027-03-28T06:00 with a timeZone',
    },
  )
  until!: string;
  /** IANA time zone that the time was agreed in. */
  @IsOptional() @IsString() @MaxLength(100) timeZone?: string;
  @IsOptional() @IsString() @MaxLength(2000) reason?: string;
}

export class OriginDto {
  @IsIn(['wire', 'paste', 'translation', 'machine', 'copy']) kind!:
    'wire' | 'paste' | 'translation' | 'machine' | 'copy';
  @IsOptional() @IsString() @MaxLength(200) provider?: string;
  @IsOptional() @IsString() @MaxLength(500) id?: string;
  @IsOptional() @IsString() @MaxLength(100) article?: string;
  @IsOptional() @IsInt() @Min(1) revision?: number;
}

/** The members that a draft and an edit share. */
export class MembersDto {
  @IsOptional() @IsString() @MaxLength(10_000) standfirst?: string | null;
  @IsOptional() @IsString() @MaxLength(200) category?: string | null;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => DatelineDto) dateline?: DatelineDto | null;
  /** Names as printed. */
  @IsOptional() @IsArray() @ArrayMaxSize(100) @IsString({ each: true }) @Length(1, 200, { each: true }) byline?:
    string[] | null;
  @IsOptional() @IsArray() @ArrayMaxSize(200) @IsString({ each: true }) @Length(1, 200, { each: true }) tags?:
    string[] | null;
  /** The story's address: `[a-z0-9-]`, 1 to 80. */
  @IsOptional() @Matches(/^[a-z0-9-]{1,80}$/) slug?: string | null;
  @IsOptional() @IsArray() @ArrayMaxSize(500) @ValidateNested({ each: true }) @Type(() => MediumDto) media?:
    MediumDto[] | null;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => EmbargoDto) embargo?: EmbargoDto | null;
  /** Where the text came from: shown by blame. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => OriginDto) origin?: OriginDto | null;
  /** The client's own; kept as it is. */
  @IsOptional() @IsObject() meta?: Record<string, Json> | null;
  /** The heading of the source list as the wire text had it. */
  @IsOptional() @IsString() @MaxLength(200) sourceHeading?: string | null;
  /** Why: told in the revision history. */
  @IsOptional() @IsString() @MaxLength(5000) note?: string;
  /** When it happened, RFC 3339; role `importer` only. */
  @IsOptional() @IsRfc3339() occurredAt?: string;
}

@ServerSet(...articleServerSet)
export class DraftArticleDto extends MembersDto {
  /** UUIDv7 made by the client. */
  @IsOptional() @Matches(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/) id?: string;
  @IsString() @MaxLength(2000) headline!: string;
  /** Markdown; kept byte for byte. */
  @IsOptional() @IsString() body?: string;
  /** BCP 47; the newsroom's language unless given. */
  @IsOptional() @IsLanguageTag() language?: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(2000)
  @ValidateNested({ each: true })
  @Type(() => CitationDto)
  citations?: CitationDto[];
}

/** What an editor's client sends at nearly every save. */
const plainEdit: Readonly<Record<string, (value: unknown) => boolean>> = {
  body: (value) => typeof value === 'string',
  headline: (value) => isShort(value, 2000),
  note: (value) => isShort(value, 5000),
  baseRevision: (value) => Number.isInteger(value) && Number(value) >= 1,
};
const isShort = (value: unknown, most: number): boolean => typeof value === 'string' && value.length <= most;
const isPlainEdit = (edit: object): boolean =>
  Object.entries(edit).every(([name, value]) => Object.hasOwn(plainEdit, name) && plainEdit[name]?.(value));

@ServerSet('id', ...articleServerSet)
@AtAGlance<EditArticleDto>(isPlainEdit)
export class EditArticleDto extends MembersDto {
  @ValidateIf(notNull) @IsString() @MaxLength(2000) headline?: string;
  /** Markdown; kept byte for byte. */
  @ValidateIf(notNull) @IsString() body?: string;
  /** BCP 47. */
  @ValidateIf(notNull) @IsLanguageTag() language?: string;
  /** The revision that the edit rests on; instead of If-Match. */
  @ValidateIf(notNull) @IsInt() @Min(1) baseRevision?: number;
  /** Any string that the client keeps for one editing session. */
  @ValidateIf(notNull) @IsString() @Length(1, 200) session?: string;
  /** May be sent back as read; citations are changed at …/citations. */
  @IsOptional() @IsArray() citations?: unknown[];
}
