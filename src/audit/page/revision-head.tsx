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
        {version ? `readers had ${version.label}` : 'not published yet'} · position {revision.position} · leaf{' '}
        <code title={revision.hash}>{revision.hash.slice(0, 12)}…</code> · <a href={link}>link to this state</a>{' '}
        <button type="button" class="quiet" onClick={() => print()}>
          Print
        </button>
      </p>
      <p class="only-print">{location.origin + link}</p>
    </header>
  );
}
