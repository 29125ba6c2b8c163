// Lists that are sets with an order: what either side added stands, what either removed goes.
import { sameValue } from '../same';
import type { Versions } from './merge-members';

/**
 * The keys of a merged list, each once. The order is that of the side that changed it, theirs if both did; what the
 * other side added follows what it followed there, and additions that are committed already.
 */
export function mergeSet(lists: Versions<readonly string[]>): readonly string[] {
  const [base, theirs, yours] = [new Set(lists.base), new Set(lists.theirs), new Set(lists.yours)];
  const stays = (key: string) => (base.has(key) ? theirs.has(key) && yours.has(key) : true);
  const shared = (list: ReadonlySet<string>) => [...list].filter((key) => base.has(key) && stays(key));
  const isYourOrder = sameValue(shared(theirs), shared(base)) && !sameValue(shared(yours), shared(base));
  const [leading, other] = isYourOrder ? [yours, theirs] : [theirs, yours];
  const following = additionsOf(other, leading, stays);
  const put = (key: string | undefined) => following.get(key) ?? [];
  // Additions of the leading side at the same place come before those of the other.
  const merged: string[] = [];
  let waiting = put(undefined);
  for (const key of [...leading].filter(stays)) {
    if (base.has(key)) merged.push(...waiting.splice(0));
    merged.push(key);
    waiting = [...waiting, ...put(key)];
  }
  return [...merged, ...waiting];
}

/** What the one list has and the other has not, by what it follows. */
function additionsOf(
  list: ReadonlySet<string>,
  other: ReadonlySet<string>,
  stays: (key: string) => boolean,
): ReadonlyMap<string | undefined, string[]> {
  const additions = new Map<string | undefined, string[]>();
  let after: string | undefined;
  for (const key of list) {
    if (other.has(key)) after = stays(key) ? key : after;
    else if (stays(key)) additions.set(after, [...(additions.get(after) ?? []), key]);
  }
  return additions;
}
