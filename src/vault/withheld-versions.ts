// What goes with versions that are withheld: the texts that no version says which may still be seen. Pure.
import { lettersOf } from './quoted-letters';
import { versionWithheld, type Audience, type Withholding } from './withholding';

/** What a published version said. */
export interface VersionTexts {
  readonly version: number;
  /** Of the event that published it. */
  readonly revision: number;
  /** Everything in it that says something, and what was told with it. */
  readonly texts: readonly string[];
}

export interface WithheldVersions {
  readonly audience: Audience;
  readonly withheld: readonly Withholding[];
  /** All of the article. */
  readonly versions: readonly VersionTexts[];
}

/** Paragraph by paragraph; of those versions alone where they are named. What a version says that may be seen is no secret. */
export function textsWithheld(
  { audience, withheld, versions }: WithheldVersions,
  of?: readonly number[],
): readonly string[] {
  const isHidden = ({ version }: VersionTexts): boolean => versionWithheld(audience, withheld, version) !== undefined;
  const hidden = versions.filter((one) => isHidden(one) && (of?.includes(one.version) ?? true));
  if (hidden.length === 0) return [];
  const shown = versions.filter((one) => !isHidden(one)).map(({ texts }) => lettersOf(texts.join('\n')));
  const paragraphs = new Set(hidden.flatMap(({ texts }) => texts).flatMap((text) => text.split(/\r?\n[ \t]*\r?\n/)));
  return [...paragraphs].filter((text) => {
    const letters = lettersOf(text);
    return letters !== '' && !shown.some((said) => said.includes(letters));
  });
}

/** Whether what is withheld depends on what versions said. */
export const withholdsVersions = (withheld: readonly Withholding[]): boolean =>
  withheld.some(({ versions }) => versions !== undefined);
