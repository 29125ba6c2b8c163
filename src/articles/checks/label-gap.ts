// Printed numbers without gaps: a missing one may be a source, or a whole passage, that got lost on the way.
import type { Check } from './check';

/** Markers have one to three digits. */
const NUMBER = /^[1-9]\d{0,2}$/;

export const labelGap = {
  code: 'label-gap',
  severity: 'warning',
  find: ({ content: { citations } }) => {
    const labels = citations.flatMap(({ label }) => (label !== undefined && NUMBER.test(label) ? [Number(label)] : []));
    const present = new Set(labels);
    const highest = Math.max(0, ...present);
    const missing = Array.from({ length: highest }, (_, index) => index + 1).filter((number) => !present.has(number));
    return missing.map((number) => ({
      message: `The citations run to ${highest}, but there is no ${number}: look whether a source or its passage got lost.`,
      where: { member: 'citations', key: String(number) },
    }));
  },
} as const satisfies Check;
