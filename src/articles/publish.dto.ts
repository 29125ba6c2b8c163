// What publishing and scheduling take.
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsLanguageTag, IsRfc3339 } from '../http/formats';
import { MembersDto, notNull } from './article.dto';
import { changeKinds, type ChangeKind } from './publication-events';
import { VerbDto } from './verb.dto';

export class WaiverDto {
  /** The code of the finding that is let pass. */
  @IsString() @Length(1, 100) code!: string;
  @IsString() @Length(1, 5000) reason!: string;
}

export class ChangeDto {
  @IsIn(changeKinds) kind!: ChangeKind;
  /** Shown to readers, dated, of every kind but `refile`, which needs none. */
  @ValidateIf(({ kind, note }: ChangeDto) => kind !== 'refile' || note !== undefined)
  @IsString()
  @Length(1, 5000)
  note?: string;
  /** What was wrong; from here on for staff only. */
  @IsOptional() @IsString() @Length(1, 5000) wrong?: string;
  @IsOptional() @IsString() @Length(1, 5000) right?: string;
  /** The words of the story that were wrong, as they stood there. */
  @IsOptional() @IsString() @Length(1, 5000) passage?: string;
  /** When the newsroom learnt of it, RFC 3339. */
  @IsOptional() @IsRfc3339() learnedAt?: string;
  @IsOptional() @IsString() @Length(1, 100) severity?: string;
  @IsOptional() @IsString() @Length(1, 100) placement?: string;
}

/** Members of `PATCH`; those left out stay as the last version has them. */
export class StoryEditDto extends MembersDto {
  @ValidateIf(notNull) @IsString() @MaxLength(2000) headline?: string;
  /** Markdown; the whole text of the story as it is to be. */
  @ValidateIf(notNull) @IsString() body?: string;
  /** BCP 47. */
  @ValidateIf(notNull) @IsLanguageTag() language?: string;
}

export class PublishArticleDto extends VerbDto {
  /** The story's address; made from the headline unless given. */
  @IsOptional() @Matches(/^[a-z0-9-]{1,80}$/) slug?: string;
  /** Findings of severity error that are let pass; role `standards`, or as the settings say. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => WaiverDto)
  waive?: WaiverDto[];
  /** What changed; required of every version after the first. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => ChangeDto) change?: ChangeDto;
  /** A change of the live story alone: published at once, and merged into the working copy. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => StoryEditDto) edit?: StoryEditDto;
}

export class SchedulePublicationDto extends PublishArticleDto {
  /** RFC 3339; without an offset what the clock shows in `timeZone`, e.g. `2027-03-28T06:00`. */
  @Matches(/^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)?$/, {
    message: 'at must be a time, as 2027-03-28T06:00:00Z or 2027-03-28T06:00',
  })
  at!: string;
  /** IANA, e.g. `Europe/Amsterdam`; the newsroom's unless given. */
  @IsOptional() @IsString() @Length(1, 100) timeZone?: string;
}
