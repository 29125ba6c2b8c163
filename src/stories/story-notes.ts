// What readers are told of a story's changes: which notes there are, in which order, under which heading. The order is
// that of the changes, oldest first, so that a note keeps its number and its anchor when another follows. Pure.
import type { PublicCorrection, Story } from '../articles/story';
import { escapeHtml } from '../text/escape-html';
import { labelAsHtml, timeAsHtml } from './label-html';
import { noteLabel } from './note-wording';
import type { Wording } from './wording';

/** `doc-errata` of DPUB-ARIA 1.1 is for what was wrong alone. */
const wrong: readonly string[] = ['correction', 'clarification', 'removal'];

/** What is said near the top, beside the times: every kind of note but updates, and when the last one came. */
export interface Amended {
  /** Each once, in order of first use. */
  readonly labels: readonly string[];
  /** RFC 3339. */
  readonly at: string;
}

export function amendedAs({ corrections }: Pick<Story, 'corrections'>, { notes }: Wording): Amended | undefined {
  const noticeable = corrections.filter(({ kind }) => kind !== 'update');
  const last = noticeable.at(-1);
  return last && { labels: [...new Set(noticeable.map(({ kind }) => noteLabel(kind, notes)))], at: last.at };
}

/** The heading of the list; '' where there is none. */
export function notesHeading(corrections: readonly PublicCorrection[], { notes }: Wording): string {
  if (corrections.length === 0) return '';
  if (corrections.some(({ kind }) => wrong.includes(kind))) return notes.corrections;
  return corrections.every(({ kind }) => kind === 'update') ? notes.updates : notes.notes;
}

/** A line that leads to the notes; '' where there is nothing to be told of. */
export function amendedAsHtml(story: Story, wording: Wording): string {
  const amended = amendedAs(story, wording);
  if (!amended) return '';
  const words = labelAsHtml(escapeHtml(amended.labels.join(', ')), wording);
  return `<p class="amended"><a href="#corrections">${words}</a>, ${timeAsHtml(amended.at, wording)}</p>`;
}

/** The list with its heading; '' where there is none. */
export function notesAsHtml({ corrections }: Story, wording: Wording): string {
  if (corrections.length === 0) return '';
  const role = corrections.some(({ kind }) => wrong.includes(kind)) ? ' role="doc-errata"' : '';
  const heading = `<h2 id="corrections"${wording.mark}>${notesHeading(corrections, wording)}</h2>`;
  const items = corrections.map(({ kind, note, at }, nth) => {
    const label = `<strong${wording.mark}>${escapeHtml(noteLabel(kind, wording.notes))}</strong>`;
    return `<li id="note-${nth + 1}" class="note">${label}, ${timeAsHtml(at, wording)}: ${escapeHtml(note)}</li>`;
  });
  return `<section${role} aria-labelledby="corrections">\n${heading}\n<ul>\n${items.join('\n')}\n</ul>\n</section>`;
}

/** The notice of a retraction with its time; '' where there is none. */
export function retractionAsHtml({ retraction }: Story, wording: Wording): string {
  if (!retraction) return '';
  const when = `<strong${wording.mark}>${wording.retracted}</strong>, ${timeAsHtml(retraction.at, wording)}`;
  const notice = `<p class="note">${escapeHtml(retraction.notice)}</p>`;
  return `<div class="notice" role="note" aria-labelledby="retraction"><p id="retraction">${when}</p>\n${notice}</div>`;
}
