// Citations that come back in an edit as they were read: told apart from an attempt to change them.
import { Rejection } from '../errors';
import type { Citation } from './content';

/** What was sent, without the members that only the server sets. */
export function citationsSentBack(sent: readonly unknown[] | undefined): readonly Citation[] | undefined {
  return sent?.map((citation, index) => {
    if (typeof citation === 'object' && citation !== null) return withoutSourceId(citation);
    const message = 'A citation is an object.';
    throw new Rejection('validation-failed', message, { errors: [{ path: `citations[${index}]`, message }] });
  });
}

/** Whatever it holds is only compared with what is there. */
function withoutSourceId(citation: object): Citation {
  return Object.fromEntries(Object.entries(citation).filter(([name]) => name !== 'sourceId')) as unknown as Citation;
}
