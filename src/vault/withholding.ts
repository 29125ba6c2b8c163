// What of an article is withheld, and from whom. Pure.
import type { Actor } from '../identity/actor';
import { lettersOf } from './quoted-letters';

/** `public`: from everybody without a token. `staff`: from all but standards and auditors. */
export const withheldFrom = ['public', 'staff'] as const;
export type WithheldFrom = (typeof withheldFrom)[number];

/** Words, or whole versions. */
export interface Withheld {
  /** As somebody read them, in whatever notation. */
  readonly quote?: string;
  readonly versions?: readonly number[];
}

export interface Withholding extends Withheld {
  /** Of the event that withheld it. */
  readonly revision: number;
  readonly from: WithheldFrom;
  /** Withheld versions then answer 451 (RFC 7725). */
  readonly legal: boolean;
}

/** What is released: what matches all that is named; everything where nothing is. */
export interface Release extends Withheld {
  readonly from?: WithheldFrom;
}

/** Whom an answer is for: nobody in particular, somebody of the newsroom, or somebody from whom nothing is withheld. */
export type Audience = 'public' | 'staff' | 'trusted';

export function audienceOf(actor: Pick<Actor, 'roles'> | undefined): Audience {
  if (!actor) return 'public';
  return actor.roles.some((role) => role === 'standards' || role === 'auditor') ? 'trusted' : 'staff';
}

export const isWithheldFrom = (audience: Audience, { from }: Pick<Withholding, 'from'>): boolean =>
  audience === 'public' || (audience === 'staff' && from === 'staff');

/** The quotes that this audience must not see. */
export const quotesFor = (audience: Audience, withheld: readonly Withholding[]): readonly string[] =>
  withheld.filter((one) => isWithheldFrom(audience, one)).flatMap(({ quote }) => quote ?? []);

/** The withholding of that version from this audience; one for legal reasons before others. */
export function versionWithheld(
  audience: Audience,
  withheld: readonly Withholding[],
  version: number,
): Withholding | undefined {
  const all = withheld.filter((one) => isWithheldFrom(audience, one) && one.versions?.includes(version));
  return all.find(({ legal }) => legal) ?? all[0];
}

/** What is withheld once that is released. */
export function released(withheld: readonly Withholding[], release: Release): readonly Withholding[] {
  return withheld.flatMap((one) => {
    if (!names(release, one)) return [one];
    const versions = one.versions?.filter((version) => release.versions && !release.versions.includes(version)) ?? [];
    return versions.length > 0 ? [{ ...one, versions }] : [];
  });
}

function names({ quote, versions, from }: Release, one: Withholding): boolean {
  if (from !== undefined && from !== one.from) return false;
  if (quote !== undefined && (one.quote === undefined || lettersOf(quote) !== lettersOf(one.quote))) return false;
  return versions === undefined || (one.versions?.some((version) => versions.includes(version)) ?? false);
}
