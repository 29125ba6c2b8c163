// Objects as they are written out: what is not known has no member. Pure.

/** Without members that are undefined, null, '' or an empty list. */
export function withoutGaps<Members extends object>(members: Members): Partial<Members> {
  const said = Object.entries(members).filter(([, value]) => !isGap(value));
  return Object.fromEntries(said) as Partial<Members>;
}

const isGap = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
