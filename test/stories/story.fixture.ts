// A story as the articles room hands it over; tests change what their rule is about.
import type { NumberedSource, Publisher, Story } from '../../src/articles/story';

export const tideGauge: NumberedSource = {
  number: 1,
  key: 'gauge',
  source: {
    type: 'webpage',
    title: 'Water levels at the lock, hourly',
    author: [{ given: 'Mare', family: 'Hoekstra' }, { literal: 'Harbour Office' }],
    publisher: 'Port of Oudehaven',
    URL: 'https://levels.example/lock?from=1&to=2',
    issued: { 'date-parts': [[2026, 11, 3]] },
    accessed: { 'date-parts': [[2026, 11, 20]] },
  },
};

export const survey: NumberedSource = {
  number: 2,
  key: 'survey',
  source: {
    type: 'article-journal',
    title: 'Settling of brick quays',
    author: [{ family: 'Oyelaran', given: 'T.' }],
    'container-title': 'Quay & Lock',
    volume: 12,
    issue: '3',
    page: '41-58',
    DOI: '10.5555/quay.2026.003',
    issued: { 'date-parts': [[2026, 5]] },
  },
  locator: 'p. 44',
};

export const unresolved: NumberedSource = { number: 3, key: 'letter', source: null };

export const publisher: Publisher = {
  site: 'https://news.example',
  policies: { corrections: 'https://harbour.example/corrections', privacy: 'https://harbour.example/privacy' },
  publicHistory: 'all',
};

export function aStory(members: Partial<Story> = {}): Story {
  return {
    newsroom: 'main',
    publisher,
    id: '019ac000-0000-7000-8000-000000000001',
    slug: 'quay-closed-after-cracks',
    version: 1,
    headline: 'Quay closed after cracks & leaks are found',
    standfirst: 'The north quay stays shut until spring.',
    body: [
      'The harbour office closed the north quay on Monday [@gauge; @survey].',
      '## What was found',
      'Cracks run along **forty metres** of brick [@survey], and the water stands high [@gauge]. See `[@gauge]`.',
      '![](media:quay)',
      '- Lorries turn back\n- Boats may still moor [@letter]',
      '| Day | Level |\n| --- | ---: |\n| Monday | 142 |',
    ].join('\n\n'),
    language: 'en',
    category: 'harbour',
    tags: ['quay', 'water levels'],
    byline: ['Ana Brouwer', 'Jo Lindqvist'],
    dateline: { place: 'Oudehaven', date: '2026-11-24', text: 'Oudehaven, Tuesday, 24 November 2026.' },
    sources: [tideGauge, survey, unresolved],
    media: [
      {
        key: 'quay',
        url: 'https://pictures.example/quay.jpg',
        alt: 'A brick quay with a long crack',
        caption: 'The crack on Monday',
        credit: 'Jo Lindqvist',
      },
    ],
    corrections: [],
    publishedAt: '2026-11-24T09:30:00.000Z',
    updatedAt: '2026-11-24T09:30:00.000Z',
    retraction: null,
    ...members,
  };
}
