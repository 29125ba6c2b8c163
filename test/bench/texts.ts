// Articles for the benches: 4 KB of paragraphs, one of which is edited at a time.

const paragraphs = 12;

/** Markdown of about 4 KB; the paragraph that `edit` falls on tells the number of the edit. */
export function articleText(edit: number): string {
  return (
    Array.from({ length: paragraphs }, (_, nth) => paragraph(nth, edit % paragraphs === nth ? edit : nth)).join(
      '\n\n',
    ) + '\n'
  );
}

function paragraph(nth: number, count: number): string {
  return (
    `The harbour office counted ${1000 + count} vessels at quay ${nth + 1}, a third more than in the same week a year ago [@levels], ` +
    'and said that two more berths will open before the summer. Skippers who wait at the outer buoy are told by radio when ' +
    'they may come in; those with fresh fish go first, as they always have. The council meets about it on Thursday.'
  );
}

/** A draft of that article, with the source that its text cites. */
export const articleDraft = {
  headline: 'More vessels than berths',
  language: 'en',
  tags: ['harbour'],
  body: articleText(0),
  citations: [
    {
      key: 'levels',
      source: {
        type: 'webpage',
        title: 'Quay occupation by week',
        URL: 'https://harbour.example/weeks',
        accessed: { 'date-parts': [[2026, 11, 20]] },
      },
    },
  ],
};
