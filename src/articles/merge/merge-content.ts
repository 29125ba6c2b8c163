// An edit that rests on an earlier content, merged with what others made of that content since: field by field, the
// text by lines. Pure.
import { bodyText } from '../../text/body';
import type { ArticleContent } from '../content';
import type { Members } from '../events';
import { citationConflicts } from './citation-conflicts';
import type { ContentConflict } from './content-conflict';
import { mergeField, type MemberName } from './merge-field';
import { sameValue } from '../same';
import { mergeText, type TextConflict } from './merge-text';

export interface MergedContent {
  /** What the merge sets on the head, `theirs`: members that differ from it, and the text if it does. */
  readonly members: Members;
  readonly body?: string;
  /** The fields that others changed since the base, which the merge kept. */
  readonly fields: readonly string[];
  readonly conflicts?: undefined;
}

export interface ConflictingContent {
  readonly conflicts: readonly ContentConflict[];
}

export type ContentMerge = MergedContent | ConflictingContent;

/** Members left out of `yours` stay as they are at the head. `base` is what `yours` was made from, `theirs` the head. */
export function mergeContent(
  base: ArticleContent,
  theirs: ArticleContent,
  yours: Members & { readonly body?: string },
): ContentMerge {
  const { body, ...sent } = yours;
  const fields = memberNames(sent).map((name) => mergeField(name, base, theirs, sent));
  const text = body === undefined ? undefined : mergeText(bodyText(base.body), body, bodyText(theirs.body));
  const merged = text?.text ?? body;
  const conflicts = [
    ...fields.flatMap((field) => field.conflicts),
    ...(text?.conflicts ?? []).map(bodyConflict),
    ...(merged === undefined ? [] : citationConflicts(base, theirs, merged)),
  ];
  if (conflicts.length > 0) return { conflicts };
  const set = fields.reduce<Members>((members, field) => ({ ...members, ...field.members }), {});
  const kept = keptFields(base, theirs);
  return merged === undefined || merged === bodyText(theirs.body)
    ? { members: set, fields: kept }
    : { members: set, body: merged, fields: kept };
}

function keptFields(base: ArticleContent, theirs: ArticleContent): string[] {
  const [{ body: old, ...before }, { body, ...after }] = [base, theirs];
  const changed = Object.entries(after).filter(
    ([name, value]) => !sameValue(value, before[name as keyof typeof before]),
  );
  const names = changed.map(([name]) => name);
  return bodyText(old) === bodyText(body) ? names : [...names, 'body'];
}

const memberNames = (members: Members): MemberName[] => Object.keys(members) as MemberName[];

function bodyConflict({ base, ours, theirs, suggestion, line }: TextConflict): ContentConflict {
  const place = {
    field: 'body',
    base,
    theirs,
    yours: ours,
    line: { base: line.base, theirs: line.theirs, yours: line.ours },
  };
  return suggestion === undefined ? place : { ...place, suggestion };
}
