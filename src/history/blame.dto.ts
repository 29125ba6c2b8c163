// What blame is asked by, and what it answers.
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Min } from 'class-validator';
import { PersonDto } from '../articles/answer.dto';

export class BlameQuery {
  /** The head unless given. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) revision?: number;
  /** `line`: as `git blame` has it. `sentence`: who gave each sentence its words, wherever it was moved since. */
  @IsOptional() @IsIn(['line', 'sentence']) granularity: 'line' | 'sentence' = 'line';
}

export class BlameItemDto {
  /** From 1; of a sentence the line where it begins. */
  line!: number;
  /** A line without its terminator, or a sentence as it stands. */
  text!: string;
  /** The revision that last gave it its words. */
  revision!: number;
  actor!: PersonDto;
  recordedAt!: string;
  /** Why, as whoever did it said. */
  note!: string | null;
  /** Of pasted and wire text, as the revision told it. */
  origin!: object | null;
  /** Keys of the citations on the line, or in the sentence. */
  citations!: string[];
  /** UTF-16 units of the body before it; of sentences alone. */
  start?: number;
  /** UTF-16 units of the body to its end; of sentences alone. */
  end?: number;
}

export class BlameDto {
  items!: BlameItemDto[];
}
