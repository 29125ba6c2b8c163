// The article's source list as of the revision; what the sentence in question cites stands out.
import type { ArticleText, Citation } from './answers';
import { addressOf, sourceLabel } from './source-label';

interface CitationsPanelProps {
  readonly text: ArticleText;
  /** Keys that the sentence in question cites. */
  readonly cited?: readonly string[];
}

export function CitationsPanel({ text: { citations }, cited = [] }: CitationsPanelProps) {
  return (
    <section class="citations">
      <h2>Citations ({citations.length})</h2>
      {citations.length === 0 && <p class="hint">The article cites nothing at this revision.</p>}
      <ul>
        {citations.map((citation) => (
          <CitationItem key={citation.key} citation={citation} isCited={cited.includes(citation.key)} />
        ))}
      </ul>
    </section>
  );
}

function CitationItem({ citation, isCited }: { readonly citation: Citation; readonly isCited: boolean }) {
  const { key, label, locator, quote, note, source, confidential } = citation;
  const address = addressOf(citation);
  return (
    <li class={isCited ? 'cited' : ''}>
      <code>@{key}</code>
      {label && label !== key ? ` [${label}]` : ''}{' '}
      {!source && !confidential && <span class="badge warn">unresolved</span>} {sourceLabel(citation)}
      {locator && `, ${locator}`}
      {address && (
        <>
          {' '}
          <a href={address} rel="noreferrer">
            {new URL(address).host}
          </a>
        </>
      )}
      {quote && <q>{quote}</q>}
      {note && <p class="hint">{note}</p>}
    </li>
  );
}
