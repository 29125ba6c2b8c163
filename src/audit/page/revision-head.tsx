// What is looked at: the article and the revision, with who, when and why, and where it stands in the log.
import type { ArticleText, Revision } from './answers';
import { count, many, momentLabel, typeLabel } from './labels';
import { hrefOf } from './navigation';
import type { Place } from './place';
import { marksOf } from './timeline';

interface RevisionHeadProps {
  readonly revision: Revision;
  readonly revisions: readonly Revision[];
  readonly place: Place;
  readonly text?: ArticleText;
}

export function RevisionHead({ revision, revisions, place, text }: RevisionHeadProps) {
  const { actor, recordedAt, occurredAt, type, note, words, imported } = revision;
  const version = marksOf(revisions.slice(0, revision.revision)).findLast(({ kind }) => kind !== 'takedown');
  const link = hrefOf({ ...place, revision: revision.revision });
  return (
    <header class="head">
      <h1>{text?.headline ?? '…'}</h1>
      <p class="told" data-testid="told">
        <b>
          Revision {count(revision.revision)} of {count(revisions.length)}
        </b>
        : {typeLabel(type)} by <b>{actor.name}</b> ({actor.role}),{' '}
        <time dateTime={recordedAt}>{momentLabel(recordedAt)}</time>
        {occurredAt && <>, in the world {momentLabel(occurredAt)}</>}. {many(words.added, 'word')} added,{' '}
        {count(words.removed)} removed.
      </p>
      {imported && (
        <p class="told">
          <span class="tag">imported</span> from {imported.format}: {imported.item}, revision{' '}
          <code>{imported.revision}</code>. Who, when in the world and why are as that archive tells.
        </p>
      )}
      {note && <p class="note">“{note}”</p>}
      <p class="hint">
        {text && `${text.status} · `}
        {version ? (
          <Versions label={version.label} newsroom={place.newsroom} slug={text?.slug} />
        ) : (
          'not published yet'
        )}{' '}
        · position {revision.position} · leaf <code title={revision.hash}>{revision.hash.slice(0, 12)}…</code> ·{' '}
        <a href={link}>link to this state</a>{' '}
        <button type="button" class="quiet" onClick={() => print()}>
          Print
        </button>
      </p>
      <p class="only-print">{location.origin + link}</p>
    </header>
  );
}

interface VersionsProps {
  readonly label: string;
  readonly newsroom?: string;
  readonly slug?: string | null;
}

/** What readers had, with the way to all versions of the story as they are shown to everybody. */
function Versions({ label, newsroom, slug }: VersionsProps) {
  if (!newsroom || !slug) return <>readers had {label}</>;
  const versions = `/v1/${encodeURIComponent(newsroom)}/stories/${encodeURIComponent(slug)}/versions`;
  return (
    <>
      readers had {label} (<a href={versions}>all versions</a>)
    </>
  );
}
