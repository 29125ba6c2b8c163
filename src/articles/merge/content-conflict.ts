// What two editors have to settle between them. Pure types.

/** Both changed the same place differently: just that place of the field, as it was and as each made it. */
export interface ContentConflict {
  /** A member of the article; `citations` where one removed what the other newly mentions. */
  readonly field: string;
  readonly base: unknown;
  readonly theirs: unknown;
  readonly yours: unknown;
  /** What both changes make together, for a person to agree to. */
  readonly suggestion?: unknown;
  /** Of `body`: the place's first line in each text, counted from 1. */
  readonly line?: { readonly base: number; readonly theirs: number; readonly yours: number };
}
