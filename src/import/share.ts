// Which articles of an archive each process of an import brings in. Pure.

export interface Share {
  /** From 0. */
  readonly nth: number;
  readonly of: number;
}

/** An article is always of the same share, wherever it stands in the archive: its revisions stay together and in order. */
export function isOfShare(article: string, { nth, of }: Share): boolean {
  return Number.parseInt(article.slice(-8), 16) % of === nth;
}

/** Below it, starting a second process takes longer than it saves. */
const worthwhile = 2_000;
const most = 4;

/** How many processes bring in an archive of so many revisions, where nobody says it. A core is the database's and git's. */
export function processesFor(revisions: number, cores: number): number {
  return revisions < worthwhile ? 1 : Math.max(1, Math.min(cores - 1, most));
}
