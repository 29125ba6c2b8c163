// How every control moves through the revisions.

export interface Step {
  /** To a revision, or the shown one nearest to it. */
  to(revision: number): void;
  /** So many shown revisions further or back. */
  by(count: number): void;
}
