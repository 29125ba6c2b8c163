// Who asks, as the token says.

export const roles = ['reporter', 'editor', 'standards', 'auditor', 'importer', 'admin'] as const;
export type Role = (typeof roles)[number];

export interface Actor {
  /** The token's `sub`. */
  readonly sub: string;
  readonly name: string;
  /** The roles that the token gives in the newsroom of the request. */
  readonly roles: readonly Role[];
  /** When the token ends, in seconds since 1970; none where nobody sent one. */
  readonly expires?: number;
}
