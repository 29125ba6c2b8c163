// The settings as admins send and are answered them.
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsLanguageTag, IsTimeZone } from '../http/formats';
import { ServerSet } from '../http/validation';

type SeveritySetting = 'error' | 'warning' | 'advice' | 'off';
type Waiving = 'editor' | 'standards' | 'nobody';

/** Members left out stay; null puts one back to its initial value; objects and lists are replaced whole. */
@ServerSet('revision', 'position')
export class ChangeSettingsDto {
  /** Whether a version has to be approved before it is published. */
  @IsOptional() @IsIn(['optional', 'required']) review?: 'optional' | 'required' | null;
  /** Whether who approves must not have contributed. */
  @IsOptional() @IsBoolean() fourEyes?: boolean | null;
  /** By finding code; `off` leaves the check out. */
  @IsOptional() @IsObject() severities?: Record<string, SeveritySetting> | null;
  /** By finding code: who may waive it. */
  @IsOptional() @IsObject() waivers?: Record<string, Waiving> | null;
  /** What readers may see of earlier versions. */
  @IsOptional() @IsIn(['all', 'notes', 'none']) publicHistory?: 'all' | 'notes' | 'none' | null;
  /** Origins whose pages may use the newsroom: `https://host[:port]`, or `*` for any. */
  @IsOptional() @IsArray() @ArrayMaxSize(100) origins?: string[] | null;
  /** IANA time zone. */
  @IsOptional() @IsTimeZone() timeZone?: string | null;
  /** BCP 47: of drafts that name none. */
  @IsOptional() @IsLanguageTag() language?: string | null;
  /** By name, e.g. `corrections`: the https address of the newsroom's policy. */
  @IsOptional() @IsObject() policies?: Record<string, string> | null;
  /** Why: told in the log. */
  @IsOptional() @IsString() @MaxLength(5000) note?: string | null;
}

export class SettingsDto {
  review!: 'optional' | 'required';
  fourEyes!: boolean;
  severities!: Record<string, SeveritySetting>;
  waivers!: Record<string, Waiving>;
  publicHistory!: 'all' | 'notes' | 'none';
  origins!: string[];
  timeZone!: string;
  language!: string;
  policies!: Record<string, string>;
  /** 0 before the first change. */
  revision!: number;
}

export class ChangedSettingsDto extends SettingsDto {
  /** The newsroom's log position of the last change. */
  position!: number;
}
