// One source, one number: two entries for the same source make a text look better founded than it is.
import type { Citation, Source } from '../content';
import { sourceId } from '../source-id';
import type { Check, Found } from './check';

// Sources are never changed in place, and hashing one costs more than all other checks of an article together.
const ids = new WeakMap<Source, string>();

export const duplicateSource = {
  code: 'duplicate-source',
  severity: 'warning',
  find: ({ content: { citations } }) => {
    const first = new Map<string, string>();
    return citations.flatMap((citation): readonly Found[] => {
      const id = idOf(citation);
      const other = id === undefined ? undefined : first.get(id);
      if (id !== undefined && other === undefined) first.set(id, citation.key);
      if (other === undefined) return [];
      const message = `The citations [@${other}] and [@${citation.key}] are the same source: cite it by one key.`;
      return [{ message, where: { member: 'citations', key: citation.key } }];
    });
  },
} as const satisfies Check;

function idOf({ source }: Citation): string | undefined {
  if (source === null) return undefined;
  const id = ids.get(source) ?? sourceId(source);
  ids.set(source, id);
  return id;
}
