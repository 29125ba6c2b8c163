// A confidential source as clients send it: who it is comes in here, and goes no further than the vault.
import { Matches, IsString, Length, ValidateIf } from 'class-validator';
import { ServerSet } from '../http/validation';

const given = (_: object, value: unknown): boolean => value !== undefined;

@ServerSet('id', 'approved', 'approvedBy', 'approvedAt')
export class ConfidentialDto {
  /** What everybody is told instead, readers too: `a clerk of the lock authority`. */
  @IsString() @Length(1, 1000) @Matches(/\S/) description!: string;
  /** Who it is; encrypted at once, and told only to who may reveal it. */
  @IsString() @Length(1, 20_000) @Matches(/\S/) identity!: string;
  /** Why it is not named. */
  @IsString() @Length(1, 5000) @Matches(/\S/) reason!: string;
}

/** Members left out stay; another identity is another source. */
@ServerSet('id', 'approved', 'approvedBy', 'approvedAt')
export class ChangeConfidentialDto {
  @ValidateIf(given) @IsString() @Length(1, 1000) @Matches(/\S/) description?: string;
  @ValidateIf(given) @IsString() @Length(1, 20_000) @Matches(/\S/) identity?: string;
  @ValidateIf(given) @IsString() @Length(1, 5000) @Matches(/\S/) reason?: string;
}
