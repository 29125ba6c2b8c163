// What the verbs of the workflow take.
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { notNull } from './article.dto';
import { approvalKinds, type Access, type ApprovalKind } from './workflow-events';

class ReadDto {
  /** The revision whose content was read; instead of If-Match. */
  @ValidateIf(notNull) @IsInt() @Min(1) baseRevision?: number;
}

export class VerbDto extends ReadDto {
  /** Why: told in the revision history. */
  @IsOptional() @IsString() @MaxLength(5000) note?: string;
}

export class AssignDto extends VerbDto {
  /** Who works on it from here on, by the `sub` of their tokens; nobody: the whole newsroom. */
  @IsArray() @ArrayMaxSize(100) @IsString({ each: true }) @Length(1, 200, { each: true }) actors!: string[];
  /** `assigned`: reporters who are not assigned do not see it. */
  @IsOptional() @IsIn(['newsroom', 'assigned']) access?: Access;
}

export class RequestChangesDto extends ReadDto {
  /** What has to change. */
  @IsString() @Length(1, 5000) note!: string;
}

export class ApproveDto extends VerbDto {
  /** `desk` unless given. */
  @IsOptional() @IsIn(approvalKinds) as?: ApprovalKind;
}

export class RequireDto extends VerbDto {
  @IsIn(approvalKinds) approval!: ApprovalKind;
  @IsString() @Length(1, 5000) reason!: string;
}

export class ReasonDto extends VerbDto {
  @IsString() @Length(1, 5000) reason!: string;
}

export class RetractDto extends ReasonDto {
  /** What readers are told. */
  @IsString() @Length(1, 5000) notice!: string;
  /** The story keeps its text, sources and corrections below the notice. */
  @IsOptional() @IsBoolean() keepText?: boolean;
}

export class UnpublishDto extends ReasonDto {
  /** Its addresses answer 451 instead of 410 (RFC 7725). */
  @IsOptional() @IsBoolean() legal?: boolean;
}

export class RestoreDto extends ReasonDto {
  /** The revision whose content comes back. */
  @IsInt() @Min(1) revision!: number;
}
