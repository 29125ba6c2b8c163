// Stand-ins for citation clusters while Markdown is made into HTML. A stand-in begins and ends with brackets, as the
// citation does, so that Markdown reads everything around it as it was written. Pure.
import { clustersIn } from '../text/mentions';

export interface MarkedText {
  readonly text: string;
  /** The keys of each cluster, by the number in its stand-in. */
  readonly clusters: readonly (readonly string[])[];
}

// Noncharacters of Unicode (section 23.7): they mean nothing in any text, so an editor's own are no loss.
const noncharacters = /[\uFDD0\uFDD1]/g;

/** The text with `[\uFDD0<n>\uFDD1]` for its n-th cluster, from 0. */
export function markMentions(body: string): MarkedText {
  const clean = body.replace(noncharacters, '\uFFFD');
  const found = clustersIn(clean);
  const texts = found.map(({ start }, nth) => `${clean.slice(found[nth - 1]?.end ?? 0, start)}[\uFDD0${nth}\uFDD1]`);
  return {
    text: texts.join('') + clean.slice(found.at(-1)?.end ?? 0),
    clusters: found.map(({ brackets }) => brackets.flatMap(({ keys }) => keys)),
  };
}
