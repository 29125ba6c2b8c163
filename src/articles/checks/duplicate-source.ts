// One source, one number: two entries for the same source make a text look better founded than it is.
import { sourceIdOf } from '../source-id';
import type { Check, Found } from './check';

export const duplicateSource = {
  code: 'duplicate-source',
  severity: 'warning',
  find: ({ content: { citations } }) => {
    const first = new Map<string, string>();
    return citations.flatMap((citation): readonly Found[] => {
      const id = sourceIdOf(citation);
      const other = id === null ? undefined : first.get(id);
      if (id !== null && other === undefined) first.set(id, citation.key);
      if (other === undefined) return [];
      const message = `The citations [@${other}] and [@${citation.key}] are the same source: cite it by one key.`;
      return [{ message, where: { member: 'citations', key: citation.key } }];
    });
  },
} as const satisfies Check;
