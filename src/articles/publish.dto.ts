// What publishing takes.
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

export class WaiverDto {
  /** The code of the finding that is let pass. */
  @IsString() @Length(1, 100) code!: string;
  @IsString() @Length(1, 5000) reason!: string;
}

export class PublishArticleDto {
  /** The revision whose content was read; instead of If-Match. */
  @IsOptional() @IsInt() @Min(1) baseRevision?: number;
  /** The story's address; made from the headline unless given. */
  @IsOptional() @Matches(/^[a-z0-9-]{1,80}$/) slug?: string;
  /** Findings of severity error that are let pass; role `standards`. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => WaiverDto)
  waive?: WaiverDto[];
  /** Why: told in the revision history. */
  @IsOptional() @IsString() @MaxLength(5000) note?: string;
}
