// What the demo plays with: an article as a wire delivers it, its sources, and the fact that turns out to be wrong.

/** Cites 1, 3, 4, 6 and 8, and ends with a source list that has a Dutch heading and nothing under it. */
export const wireText = `Beavers keep the cellars of Oosterwade dry

Beavers keep the cellars of Oosterwade dry

2026-11-12 nature

Oosterwade, Thursday, 12 November 2026.
For the first autumn in eleven years no cellar in Oosterwade has flooded, and the village owes it to a family of beavers. Their dams hold back more water than the pumping station that was never built.

What the beavers built

Since 2021 the family has raised seven dams along two kilometres of the Wade brook [1][3]. At the mill the water rose 41 centimetres in the storm of 3 November, against 96 centimetres in the storm of 2015 [4].

What it saved

The water board had planned a pumping station for €2.3 million [6]. The council has struck it from the budget, and pays €40,000 a year to farmers whose meadows stay wet.

Not everybody’s friends

Dairy farmer Henk Oldekamp lost half a hectare of maize to the new ponds [3]. “I like them best on my neighbour’s land”, he said.

What comes next

Researchers will count the dams again in spring, and expect the family to grow from six animals to nine [1][8].

Bronnen


beavers, flood protection, Oosterwade
`;

const day = (year: number, month: number, date: number) => ({ 'date-parts': [[year, month, date]] });
const accessed = day(2026, 11, 12);

/** CSL-JSON items by the number that the text cites them with; who finds each, and why it counts. */
export const sources = [
  {
    label: '1',
    note: 'The count that the whole piece rests on; the trust sent its tables',
    by: 'noor',
    source: {
      type: 'report',
      title: 'Beavers of the Wade valley, count of 2026',
      author: [{ literal: 'Wade Valley Nature Trust' }],
      issued: day(2026, 9, 30),
      URL: 'https://naturetrust.example/beavers-2026',
      accessed,
    },
  },
  {
    label: '3',
    note: 'The farmer confirms the half hectare',
    by: 'noor',
    source: {
      type: 'article-newspaper',
      title: 'Seven dams and a field of maize',
      author: [{ given: 'Femke', family: 'Bosma' }],
      'container-title': 'Oosterwade Courier',
      issued: day(2026, 11, 5),
      URL: 'https://courier.example/seven-dams',
      accessed,
    },
  },
  {
    label: '4',
    note: 'Read off the water board’s own page',
    by: 'sami',
    source: {
      type: 'dataset',
      title: 'Gauge readings, Wade brook at the mill',
      author: [{ literal: 'Wade Water Board' }],
      issued: day(2026, 11, 4),
      URL: 'https://waterboard.example/gauges/mill',
      accessed,
    },
  },
  {
    label: '6',
    note: 'Found in the council’s archive, item 7',
    by: 'sami',
    source: {
      type: 'document',
      title: 'Minutes of the council meeting of 20 October 2026',
      publisher: 'Municipality of Oosterwade',
      issued: day(2026, 10, 27),
    },
  },
  {
    label: '8',
    note: 'Named by the researchers themselves',
    by: 'sami',
    source: {
      type: 'article-journal',
      title: 'How fast do beaver families grow in farmland?',
      author: [{ given: 'Ilse', family: 'van Dam' }],
      'container-title': 'Journal of Lowland Ecology',
      issued: day(2025, 6, 1),
      DOI: '10.5555/lowland.2025.88',
    },
  },
] as const;

/** What Noor and Sami each put at the same place of the same text, at once. */
export const paragraphs = {
  noor: 'The mayor calls the animals the cheapest engineers that she ever hired.',
  sami: 'The water board keeps the drawings of the station, for a winter that the dams do not hold.',
} as const;

/** The paragraph that both put theirs behind. */
export const theirPlace = 'whose meadows stay wet.';

/** What Sami improves after the approval, which is of the words as they were. */
export const improvement = { from: 'struck it from the budget', to: 'struck it from next year’s budget' } as const;

export const correction = {
  wrong: 'rose 41 centimetres',
  right: 'rose 14 centimetres',
  /** For readers. */
  note: 'An earlier version said that the water at the mill rose 41 centimetres in the storm of 3 November. It rose 14 centimetres.',
  /** For the record. */
  why: 'The digits were swapped; checked with the water board',
} as const;

/** What Noor writes of the next version: half of it, all of it, and a thought that comes too late. */
export const update = {
  half: 'A second family has been seen at the weir, and the trust',
  whole: 'A second family has been seen at the weir, and the trust will count it in spring as well [@1].',
  note: 'Adds that a second family of beavers has arrived.',
  late: 'Nobody knows yet where it came from.',
} as const;
