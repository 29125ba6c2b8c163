// What happened that only some may be told of: others are shown that there is a revision, and nothing of it. Pure.
import { can } from '../identity/access';
import type { Actor } from '../identity/actor';

/** What stands in the place of the type. */
export const restricted = 'restricted';

const types: ReadonlySet<string> = new Set(['source-identity-revealed']);

/** For statements that leave them out. */
export const restrictedTypes = (): readonly string[] => [...types];

export const isRestricted = (type: string): boolean => types.has(type);

/** Whether the reader is told who revealed what, and when. */
export const seesRestricted = (actor: Actor): boolean => can(actor, 'read-reveals');
