// Every refusal the service knows, by code, with its sentence. The domain throws `Rejection` and knows no HTTP;
// problem.filter.ts maps each code to a status. docs/errors.md is compared with this list by a test.

export const errors = {
  unauthenticated: 'The request carries no valid bearer token.',
  forbidden: 'The role or the person may not do this.',
  'not-found': 'There is nothing here, or nothing for this reader.',
  'method-not-allowed': 'This address does not take that method.',
  'validation-failed': 'A member of the request is missing, unknown or not as it should be.',
  'malformed-body': 'The body is not well-formed, or holds what no body may hold.',
  'body-too-large': 'The body is larger than 1 MiB.',
  'unsupported-media-type': 'The body is of a media type that this address does not take.',
  'not-acceptable': 'No representation of this is of an accepted media type.',
  'precondition-required': 'The revision that the change rests on has to be named.',
  'revision-mismatch': 'It is at another revision than If-Match says.',
  'edit-conflict': 'Both changed the same place since the base revision.',
  'content-changed': 'The content changed since the revision that was read.',
  'citation-in-use': 'The text still mentions the citation.',
  'citation-exists': 'A citation with that key is there already and has a source.',
  'id-taken': 'That id belongs to another article.',
  'legal-hold': 'The article is held for a court: nothing of it may be erased.',
  'erasure-changed': 'Something else holds the words since: what is listed now has to be read again.',
  'slug-taken': 'That slug belongs to another story.',
  embargoed: 'The article is under embargo.',
  'invalid-transition': 'The status of the article does not allow this.',
  'change-required': 'A version after the first has to say what changed.',
  'approval-missing': 'An approval that is required was not given of this content.',
  'checks-failed': 'Findings of severity error stand in the way of publishing.',
  'idempotency-key-reused': 'That Idempotency-Key was used with another request.',
  gone: 'The story was unpublished.',
  'unavailable-for-legal-reasons': 'The story was unpublished for legal reasons.',
  'rate-limited': 'Too many requests in this second.',
  'not-yet': 'The read model has not reached the asked position yet.',
  unavailable: 'The database cannot be reached at the moment.',
  'internal-error': 'Something went wrong in the service; the request id finds it in the log.',
} as const satisfies Record<string, string>;

export type ErrorCode = keyof typeof errors;

/** A refusal. `members` become extra members of the problem answer (RFC 9457 section 3.2). */
export class Rejection extends Error {
  constructor(
    readonly code: ErrorCode,
    detail?: string,
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail ?? errors[code]);
    this.name = 'Rejection';
  }
}
