// Which working copies a list is asked for, as conditions of their rows `w`. Pure.
import { matching, type Given, type Words } from '../search/found-words';

export interface WorkingCopyListing {
  readonly newsroom: string;
  readonly status?: string;
  readonly nextStatus?: string;
  readonly tag?: string;
  readonly category?: string;
  readonly language?: string;
  /** These two by the `sub` of their tokens. */
  readonly contributor?: string;
  readonly assigned?: string;
  readonly words?: Words;
  /** Only what this person drafted or is assigned to, of what is only for those assigned; everything unless given. */
  readonly visibleTo?: string;
  /** Only articles whose last change lies before this position. */
  readonly before?: number;
  /** Only articles whose last change lies between these positions, both included. */
  readonly within?: { readonly oldest: number; readonly newest: number };
  readonly limit: number;
}

export function matchesOf(listing: WorkingCopyListing, given: Given): readonly string[] {
  const { status, nextStatus, category, language, tag, contributor, assigned, visibleTo, words } = listing;
  const equal = { status, next_status: nextStatus, category, language };
  const holding = { tags: tag, contributors: contributor, assigned };
  const isGiven = ([, value]: [string, unknown]): boolean => value !== undefined;
  const conditions = [
    ...Object.entries(equal)
      .filter(isGiven)
      .map(([column, value]) => `w.${column} = ${given(value)}`),
    ...Object.entries(holding)
      .filter(isGiven)
      .map(([column, value]) => `w.${column} @> array[${given(value)}]::text[]`),
  ];
  if (visibleTo !== undefined) conditions.push(visible(given(visibleTo)));
  if (words) conditions.push(matching(words, given));
  return conditions;
}

export function placesOf(
  { before, within }: Pick<WorkingCopyListing, 'before' | 'within'>,
  given: Given,
): readonly string[] {
  const conditions: string[] = [];
  if (before !== undefined) conditions.push(`w.position < ${given(before)}`);
  if (within) conditions.push(`w.position between ${given(within.oldest)} and ${given(within.newest)}`);
  return conditions;
}

/** The rule of `can(actor, 'read-article', …)` for who is neither editor nor auditor. */
const visible = (person: string): string =>
  `(w.access <> 'assigned' or w.created_by = ${person} or w.assigned @> array[${person}]::text[])`;
