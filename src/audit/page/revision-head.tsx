// What is looked at: the article and the revision, with who, when and why, and where it stands in the log.
import { useMemo } from 'preact/hooks';
import type { ArticleText, Revision } from './answers';
import { count, many, momentLabel, typeLabel } from './labels';
import { follow, hrefOf, type Go } from './navigation';
import type { Place } from './place';
import { PrintSheet } from './print-sheet';
import { printPage } from './printing';
import { noticesOf, readersHad, type Notice } from './standing';

interface RevisionHeadProps {
  readonly revision: Revision;
  readonly revisions: readonly Revision[];
  readonly place: Place;
  readonly go: Go;
  readonly text?: ArticleText;
}

export function RevisionHead({ revision, revisions, place, go, text }: RevisionHeadProps) {
  const { imported, note } = revision;
  const notices = useMemo(() => noticesOf(revisions), [revisions]);
  const had = readersHad(revisions.slice(0, revision.revision));
  const link = hrefOf({ ...place, revision: revision.revision });
  return (
    <header class="head">
      <h1>{text?.headline ?? '…'}</h1>
      <Told {...{ revision, revisions }} />
      {imported && (
        <p class="told">
          <span class="tag">imported</span> from {imported.format}: {imported.item}, revision{' '}
          <code>{imported.revision}</code>. Who, why and when it happened are as that archive tells.
        </p>
      )}
      {note && <p class="note">“{note}”</p>}
      {notices.map((notice) => (
        <NoticeLine key={notice.sentence} {...{ notice, place, go }} />
      ))}
      <p class="hint">
        {text && `${text.status} · `}
        {had ? <Versions had={had} newsroom={place.newsroom} slug={text?.slug} /> : 'not published yet'}
        <span class="only-screen">
          {' '}
          · position {revision.position} · leaf <code title={revision.hash}>{revision.hash.slice(0, 12)}…</code> ·{' '}
          <a href={link}>link to this state</a>{' '}
          <button type="button" class="quiet" onClick={printPage}>
            Print
          </button>
        </span>
      </p>
      <PrintSheet {...{ revision, place, link }} />
    </header>
  );
}

function Told({ revision: one, revisions }: Pick<RevisionHeadProps, 'revision' | 'revisions'>) {
  const { revision, type, actor, recordedAt, occurredAt, words } = one;
  const hasWords = words.added + words.removed > 0;
  return (
    <p class="told" data-testid="told">
      <b>
        Revision {count(revision)} of {count(revisions.length)}
      </b>
      : {typeLabel(type)} by <b>{actor.name}</b> ({actor.role}), {occurredAt && 'recorded '}
      <time dateTime={recordedAt}>{momentLabel(recordedAt)}</time>
      {occurredAt && (
        <>
          , happened <time dateTime={occurredAt}>{momentLabel(occurredAt)}</time>
        </>
      )}
      . {hasWords && `${many(words.added, 'word')} added, ${count(words.removed)} removed.`}
    </p>
  );
}

interface NoticeLineProps extends Pick<RevisionHeadProps, 'place' | 'go'> {
  readonly notice: Notice;
}

function NoticeLine({ notice: { sentence, revisions }, place, go }: NoticeLineProps) {
  return (
    <p class="notice">
      {sentence} {revisions.length === 1 ? 'See revision' : 'See revisions'}{' '}
      {revisions.map((revision, index) => {
        const target = { ...place, revision, sentence: undefined };
        return (
          <>
            {index > 0 && ', '}
            <a key={revision} href={hrefOf(target)} onClick={(event) => follow(event, () => go(target))}>
              {count(revision)}
            </a>
          </>
        );
      })}
      .
    </p>
  );
}

interface VersionsProps {
  readonly had: string;
  readonly newsroom?: string;
  readonly slug?: string | null;
}

/** What readers had, with the way to all versions of the story as they are shown to everybody. */
function Versions({ had, newsroom, slug }: VersionsProps) {
  if (!newsroom || !slug) return <>{had}</>;
  const versions = `/v1/${encodeURIComponent(newsroom)}/stories/${encodeURIComponent(slug)}/versions`;
  return (
    <>
      {had}
      <span class="only-screen">
        {' '}
        (<a href={versions}>all versions</a>)
      </span>
    </>
  );
}
