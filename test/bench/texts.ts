// Articles for the benches: 4 KB of paragraphs, one of which is edited at a time.
import type { Payload } from '../../src/event-store/stored-event';

const paragraphs = 12;
const by = { sub: 'ana', name: 'Ana', role: 'editor' };

/** Markdown of about 4 KB after so many edits: each changed one paragraph, in turn. */
export function articleText(edit: number): string {
  return Array.from({ length: paragraphs }, (_, nth) => blockText(nth, edit)).join('');
}

function blockText(nth: number, edit: number): string {
  const last = edit - ((edit - nth + paragraphs) % paragraphs);
  const count = 1000 + Math.max(0, last);
  return (
    `The harbour office counted ${count} vessels at quay ${nth + 1}, a third more than in the same week a year ago [@levels], ` +
    'and said that two more berths will open before the summer. Skippers who wait at the outer buoy are told by radio when ' +
    'they may come in; those with fresh fish go first, as they always have. The council meets about it on Thursday.' +
    (nth === paragraphs - 1 ? '\n' : '\n\n')
  );
}

const citation = {
  key: 'levels',
  source: {
    type: 'webpage',
    title: 'Quay occupation by week',
    URL: 'https://harbour.example/weeks',
    accessed: { 'date-parts': [[2026, 11, 20]] },
  },
};

/** A draft of that article, with the source that its text cites. */
export const articleDraft = {
  headline: 'More vessels than berths',
  language: 'en',
  tags: ['harbour'],
  body: articleText(0),
  citations: [citation],
};

/** What the log holds of that draft. */
export const draftPayload: Payload = {
  by,
  headline: articleDraft.headline,
  language: articleDraft.language,
  tags: articleDraft.tags,
  ...Object.fromEntries(Array.from({ length: paragraphs }, (_, nth) => [`b${nth + 1}`, blockText(nth, 0)])),
  'c:levels': citation,
};

/** What the log holds of such an edit. */
export const editPayload = (edit: number): Payload => ({
  by,
  [`b${(edit % paragraphs) + 1}`]: blockText(edit % paragraphs, edit),
});
