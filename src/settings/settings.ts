// What a newsroom has decided about itself: the settings, the one event that changes them, and the decision that gives
// it. Pure.
import { isDeepStrictEqual } from 'node:util';
import { nameBasedUuid } from '../name-based-uuid';

export const severities = ['error', 'warning', 'advice', 'off'] as const;
export const waivings = ['editor', 'standards', 'nobody'] as const;

export interface Settings {
  /** Whether a version has to be approved before it is published. */
  readonly review: 'optional' | 'required';
  /** Whether who approves must not have contributed. */
  readonly fourEyes: boolean;
  /** By finding code; the check's own severity where it is not named. `off` leaves the check out. */
  readonly severities: Readonly<Record<string, (typeof severities)[number]>>;
  /** By finding code: who may waive it; `standards` where it is not named. */
  readonly waivers: Readonly<Record<string, (typeof waivings)[number]>>;
  /** What readers may see of earlier versions. */
  readonly publicHistory: 'all' | 'notes' | 'none';
  /** Web origins (RFC 6454) whose pages may use the newsroom; `*` for any. */
  readonly origins: readonly string[];
  /** IANA time zone. */
  readonly timeZone: string;
  /** BCP 47: of drafts that name none. */
  readonly language: string;
  /** By name, e.g. `corrections`, `ethics`: where the newsroom's policy can be read. */
  readonly policies: Readonly<Record<string, string>>;
}

export const initialSettings: Settings = {
  review: 'optional',
  fourEyes: false,
  severities: {},
  waivers: {},
  publicHistory: 'all',
  origins: [],
  timeZone: 'UTC',
  language: 'en',
  policies: {},
};

/** The members to change; null puts one back to what it was initially. */
export type SettingsChange = { readonly [Name in keyof Settings]?: Settings[Name] | null };

/** What the event tells beside its fact; only admins change settings. */
export interface ChangeTold {
  readonly by: { readonly sub: string; readonly name: string; readonly role: 'admin' };
  readonly note?: string;
}

export interface SettingsChanged extends ChangeTold {
  readonly type: 'settings-changed';
  /** Whole new values of the members that changed. */
  readonly changed: Partial<Settings>;
}

/** `[]` where nothing changes. */
export function changeSettings(settings: Settings, change: SettingsChange, told: ChangeTold): SettingsChanged[] {
  const wanted = namesOfSettings.flatMap((name) => {
    const value = change[name] === null ? initialSettings[name] : change[name];
    return value === undefined || isDeepStrictEqual(value, settings[name]) ? [] : [[name, value] as const];
  });
  if (wanted.length === 0) return [];
  return [{ type: 'settings-changed', ...told, changed: Object.fromEntries(wanted) }];
}

/** Settings as of a revision of their stream; the initial ones are revision 0, at no position. */
export interface SettingsRevision {
  readonly settings: Settings;
  readonly revision: number;
  /** The newsroom's log position of the last change. */
  readonly position: number;
}

export const initialRevision: SettingsRevision = { settings: initialSettings, revision: 0, position: 0 };

/** The event's place is that of the next revision. */
export const evolveSettings = (
  { settings }: SettingsRevision,
  { changed }: Pick<SettingsChanged, 'changed'>,
  { revision, position }: Pick<SettingsRevision, 'revision' | 'position'>,
): SettingsRevision => ({ settings: { ...settings, ...changed }, revision, position });

export const namesOfSettings = Object.keys(initialSettings) as readonly (keyof Settings)[];

/** The stream of a newsroom's settings. */
export const settingsStream = (newsroom: string): string => nameBasedUuid('stet-settings/v1', newsroom);
