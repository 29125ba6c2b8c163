// Sources known to the newsroom alone: what an article knows of one, and whether somebody else has looked at it. Who it is
// knows the vault. Pure.
import type { Contributor } from './article';
import type { Citation, Confidential, Source } from './content';

/** One source under one description: another description is looked at anew, for it is what readers are told. */
export interface Confidence {
  readonly description: string;
  /** Who gave it, by the `sub` of their token. */
  readonly givenBy: string;
  readonly approval: SourceApproval | null;
}

export interface SourceApproval {
  /** Of the event that gave it. */
  readonly revision: number;
  readonly by: Contributor;
  /** RFC 3339 UTC, milliseconds. */
  readonly at: string;
}

/** By the identity's id, in the order in which they were given. */
export type Confidences = Readonly<Record<string, readonly Confidence[]>>;

/** The source that stands for it wherever sources are printed, listed and counted (CSL-JSON). */
export const describedSource = (description: string): Source => ({
  type: 'personal_communication',
  title: description,
});

/** Undefined where nobody but who gave it has looked at it. */
export const approvalOf = (confidences: Confidences, { id, description }: Confidential): SourceApproval | undefined =>
  confidences[id]?.find((one) => one.description === description)?.approval ?? undefined;

/** Everybody who gave the identity or a description of it. */
export const giversOf = (confidences: Confidences, id: string): readonly string[] =>
  (confidences[id] ?? []).map(({ givenBy }) => givenBy);

/** With what an event gave that was not there before. */
export function confidencesAfter(known: Confidences, given: readonly Citation[], givenBy: string): Confidences {
  return given.reduce((confidences, { confidential }) => {
    if (!confidential) return confidences;
    const { id, description } = confidential;
    const earlier = confidences[id] ?? [];
    if (earlier.some((one) => one.description === description)) return confidences;
    return { ...confidences, [id]: [...earlier, { description, givenBy, approval: null }] };
  }, known);
}

/** With the approval of the source under the description that it has. */
export function approved(known: Confidences, { id, description }: Confidential, approval: SourceApproval): Confidences {
  const all = (known[id] ?? []).map((one) => (one.description === description ? { ...one, approval } : one));
  return { ...known, [id]: all };
}

/** With the time that the log gave the approvals of a revision. */
export function approvedAt(known: Confidences, revision: number, at: string): Confidences {
  const timed = (one: Confidence): Confidence =>
    one.approval?.revision === revision ? { ...one, approval: { ...one.approval, at } } : one;
  return Object.fromEntries(Object.entries(known).map(([id, all]) => [id, all.map(timed)]));
}
