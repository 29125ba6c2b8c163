// What can have happened to a confidential source once it is cited.
import type { Told } from './events';

/** Somebody else knows who it is, or trusts who gave it. */
export interface ConfidentialSourceApproved extends Told {
  readonly type: 'confidential-source-approved';
  readonly key: string;
  /** The id of the identity in the vault. */
  readonly confidential: string;
  readonly reason: string;
}

/** Somebody was told who it is. */
export interface SourceIdentityRevealed extends Told {
  readonly type: 'source-identity-revealed';
  readonly key: string;
  readonly confidential: string;
  readonly reason: string;
}

export type ConfidentialEvent = ConfidentialSourceApproved | SourceIdentityRevealed;
