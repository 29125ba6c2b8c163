// What saving unsaved text takes and answers.
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

export class BufferQuery {
  /** The revision that the text was begun from. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(2_147_483_647) baseRevision?: number;
}

export class BufferSavedDto {
  /** RFC 3339. */
  savedAt!: string;
  /** RFC 3339: from then on it is gone. */
  expiresAt!: string;
  baseRevision!: number | null;
}
