// What the address of evidence takes and answers.
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';

export class EvidenceParams {
  @IsString() newsroom!: string;
  @Matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, { message: 'id must be a UUID in lower case' }) id!: string;
}

export class EvidenceQuery {
  /** Size of an earlier tree that the bundle shall be comparable with; the newest 10,000 checkpoints are anyway. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) from?: number;
}

export class EvidenceMissingDto {
  /** `erased`, `withheld` or `restricted`. */
  why!: string;
  /** Position of the event that says so. */
  by?: number;
}

export class EvidencePartDto {
  name!: string;
  /** Of this part alone, lower-case hex. */
  salt?: string;
  /** The value's JSON text as it is stored. */
  text?: string;
  /** Where it is not shown. */
  commitment?: string;
  missing?: EvidenceMissingDto;
}

export class EvidenceEventDto {
  position!: number;
  stream?: string;
  revision!: number;
  type?: string;
  schema?: number;
  actor?: string;
  /** Microseconds since 1970. */
  recordedAt?: number;
  parts?: EvidencePartDto[];
  /** In the place of the rest where the event is not for this reader, lower-case hex. */
  leaf?: string;
  missing?: EvidenceMissingDto;
  /** Indexes into `hashes`. */
  path!: number[];
}

export class EvidenceServedDto {
  position!: number;
  mediaType!: string;
  text?: string;
  base64?: string;
  missing?: EvidenceMissingDto;
}

export class EvidenceConsistencyDto {
  /** Size of the earlier tree. */
  from!: number;
  /** Indexes into `hashes`. */
  path!: number[];
}

/** See docs/evidence.md. */
export class EvidenceDto {
  /** `stet-evidence/v1`. */
  format!: string;
  newsroom!: string;
  article!: string;
  revision!: number;
  /** The log's name in its checkpoints. */
  origin!: string;
  /** Note verifier keys (C2SP signed note). */
  keys!: string[];
  /** A signed note, verbatim. */
  checkpoint!: string;
  events!: EvidenceEventDto[];
  others!: EvidenceEventDto[];
  served!: EvidenceServedDto[];
  /** Lower-case hex. */
  hashes!: string[];
  consistency!: EvidenceConsistencyDto[];
}
