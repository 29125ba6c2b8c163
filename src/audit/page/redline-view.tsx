// A redline: what was struck out and what came in, moved passages as moved, and claims whose words changed.
import type { ArticleText, Diff, MemberChange, Segment } from './answers';
import { many } from './labels';
import { foldedText, isEmpty, redlineOf, type RedlineRow } from './redline';
import { sourceLabel } from './source-label';

interface RedlineViewProps {
  readonly diff: Diff;
  /** Of the newer revision. */
  readonly text: ArticleText;
  readonly isCurrent: boolean;
}

export function RedlineView({ diff, text, isCurrent }: RedlineViewProps) {
  const rows = redlineOf(diff.text, text.body);
  return (
    <article
      class="text redline"
      lang={text.language}
      dir="auto"
      aria-busy={!isCurrent}
      data-redline={`${diff.from}-${diff.to}`}
    >
      <h2 lang="en">
        {diff.version === null ? `Revision ${diff.from}` : `What readers see (version ${diff.version})`} to revision{' '}
        {diff.to}
      </h2>
      <Claims claims={diff.claims} />
      <Members members={diff.members} />
      <CitationChanges citations={diff.citations} />
      {isEmpty(rows) && <p class="hint">The text is the same.</p>}
      {rows.map((row, index) => (
        <Row key={index} row={row} />
      ))}
    </article>
  );
}

function Row({ row: { kind, label, segments } }: { readonly row: RedlineRow }) {
  const folded = kind === 'unchanged' ? foldedText(segments[0]?.text ?? '') : undefined;
  if (folded) return <FoldedRow parts={folded} />;
  return (
    <div class={`row ${kind}`}>
      {label && (
        <span class="badge" lang="en">
          {label}
        </span>
      )}
      <Segments segments={segments} />
    </div>
  );
}

/** What stayed between two changes, out of the way until it is asked for. */
const FoldedRow = ({ parts: [before, middle, after] }: { readonly parts: readonly [string, string, string] }) => (
  <div class="row unchanged">
    {before}
    <details>
      <summary lang="en">{many(middle.split('\n').length, 'unchanged line')}</summary>
      {middle}
    </details>
    {after}
  </div>
);

/** Told by element, colour and line; where it is read aloud, in words too. */
const Segments = ({ segments }: { readonly segments: readonly Segment[] }) => (
  <>
    {segments.map(({ op, text }, index) =>
      op === 'equal' ? (
        text
      ) : op === 'insert' ? (
        <ins key={index}>
          <span class="aloud">[inserted: </span>
          {text}
          <span class="aloud">]</span>
        </ins>
      ) : (
        <del key={index}>
          <span class="aloud">[deleted: </span>
          {text}
          <span class="aloud">]</span>
        </del>
      ),
    )}
  </>
);

function Claims({ claims }: Pick<Diff, 'claims'>) {
  if (claims.length === 0) return null;
  return (
    <section class="claims">
      <h3>Claims that changed under an unchanged citation</h3>
      <ul>
        {claims.map(({ key, from, to }, index) => (
          <li key={index}>
            <code>@{key}</code> <del>{from}</del> <ins>{to}</ins>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Members({ members }: Pick<Diff, 'members'>) {
  return (
    <>
      {members.map((member) => (
        <p key={member.name} class="member">
          <b>{member.name}</b> <MemberView member={member} />
        </p>
      ))}
    </>
  );
}

function MemberView({ member }: { readonly member: MemberChange }) {
  const { from, to, segments, added = [], removed = [] } = member;
  if (segments) return <Segments segments={segments} />;
  const gone = removed.length + added.length > 0 ? removed.map(shown).join(', ') : shown(from);
  const came = removed.length + added.length > 0 ? added.map(shown).join(', ') : shown(to);
  return (
    <>
      {gone && <del>{gone}</del>} {came && <ins>{came}</ins>}
    </>
  );
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);

function CitationChanges({ citations: { added, removed, changed } }: Pick<Diff, 'citations'>) {
  if (added.length + removed.length + changed.length === 0) return null;
  return (
    <ul class="member">
      {removed.map((citation) => (
        <li key={`-${citation.key}`}>
          citation <del>{`@${citation.key} ${sourceLabel(citation)}`}</del>
        </li>
      ))}
      {added.map((citation) => (
        <li key={`+${citation.key}`}>
          citation <ins>{`@${citation.key} ${sourceLabel(citation)}`}</ins>
        </li>
      ))}
      {changed.map(({ key, members }) => (
        <li key={key}>
          citation <code>@{key}</code>
          <Members members={members} />
        </li>
      ))}
    </ul>
  );
}
