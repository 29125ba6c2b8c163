// Citations that come back in an edit as they were read: told apart from an attempt to change them.
import { Rejection } from '../errors';
import type { Citation } from './content';

const serverSet = ['approved', 'approvedBy', 'approvedAt'];

/** What was sent, without the members that only the server sets. */
export function citationsSentBack(sent: readonly unknown[] | undefined): readonly Citation[] | undefined {
  return sent?.map((citation, index) => {
    if (typeof citation === 'object' && citation !== null) return withoutServerSet(citation);
    const message = 'A citation is an object.';
    throw new Rejection('validation-failed', message, { errors: [{ path: `citations[${index}]`, message }] });
  });
}

/** Whatever it holds is only compared with what is there. */
function withoutServerSet(citation: object): Citation {
  const entries = Object.entries(citation).filter(([name]) => name !== 'sourceId');
  const told = entries.map(
    ([name, value]) => [name, name === 'confidential' ? withoutApproval(value) : value] as const,
  );
  return Object.fromEntries(told) as unknown as Citation;
}

const withoutApproval = (confidential: unknown): unknown =>
  typeof confidential === 'object' && confidential !== null
    ? Object.fromEntries(Object.entries(confidential).filter(([name]) => !serverSet.includes(name)))
    : confidential;
