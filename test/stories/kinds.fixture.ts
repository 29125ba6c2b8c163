// One story of each kind that an output has to hold: without sources, with twenty, corrected, retracted, of other scripts.
import type { NumberedSource, Story } from '../../src/articles/story';
import { aStory, survey, tideGauge } from './story.fixture';

const types = (
  'book chapter article-journal article-newspaper article-magazine webpage report thesis dataset legislation ' +
  'post-weblog post motion_picture software interview speech treaty map manuscript personal_communication'
).split(' ');

const twenty = types.map((type, nth): NumberedSource => ({
  number: nth + 1,
  key: `s${nth + 1}`,
  source: {
    type,
    title: `Source ${nth + 1} of the lock’s <history> & "tides"`,
    author: [{ family: `Family${nth}`, given: 'Given', 'non-dropping-particle': 'van' }, { literal: 'Harbour Board' }],
    issued: { 'date-parts': [nth % 3 === 0 ? [2020 + nth] : [2020, (nth % 12) + 1, 5]] },
    ...(nth % 2 === 0 && { URL: `https://sources.example/${nth}?a=1&b=2` }),
    ...(nth % 4 === 1 && { 'container-title': 'Locks', volume: 3, issue: '2', page: '1-9', ISSN: '1234-5679' }),
    ...(nth === 0 && { ISBN: '978-90-00-00000-2', publisher: 'Quay Press', language: 'nl' }),
  },
  ...(nth % 5 === 0 && { locator: `p. ${nth}` }),
  ...(nth % 3 === 0 && {
    capture: { url: `https://archive.example/${nth}`, at: '2026-11-20T10:00:00.000Z', sha256: 'a'.repeat(64) },
  }),
}));

const corrections = [
  { kind: 'update', note: 'With the mayor’s answer.', at: '2026-11-24T12:00:00.000Z' },
  {
    kind: 'correction',
    note: 'Forty, not <fifty>.\n\nWe took it from an old chart & are sorry.',
    at: '2026-11-25T08:00:00.000Z',
  },
  { kind: 'clarification', note: 'Boats may moor by day.', at: '2026-11-25T09:00:00.000Z' },
  { kind: 'editors-note', note: 'The office disputes it.', at: '2026-11-26T08:00:00.000Z' },
];
const retraction = { notice: 'It was another quay. </script><b>', at: '2026-11-27T08:00:00.000Z' };
const corrected = aStory({ version: 5, corrections, updatedAt: '2026-11-26T08:00:00.000Z' });

/** Names and stories. */
export const kinds: readonly (readonly [string, Story])[] = [
  ['an ordinary one', aStory()],
  [
    'one without sources or anything else that may be missing',
    aStory({
      standfirst: null,
      category: null,
      byline: [],
      dateline: null,
      tags: [],
      sources: [],
      media: [],
      body: 'Text.',
      publisher: { site: 'http://localhost:3000', policies: {}, publicHistory: 'none' },
    }),
  ],
  [
    'one with twenty sources',
    aStory({ sources: twenty, body: `All of them [${twenty.map(({ key }) => `@${key}`).join('; ')}].` }),
  ],
  ['a corrected one', corrected],
  [
    'a retracted one',
    {
      ...corrected,
      standfirst: null,
      body: '',
      sources: [],
      media: [],
      corrections: [],
      updatedAt: retraction.at,
      retraction,
    },
  ],
  ['a retracted one whose text is kept', { ...corrected, updatedAt: retraction.at, retraction }],
  [
    'an Arabic one',
    aStory({
      language: 'ar',
      headline: 'إغلاق الرصيف الشمالي',
      standfirst: 'يبقى الرصيف مغلقًا حتى الربيع.',
      body: 'أغلق مكتب الميناء الرصيف يوم الاثنين [@gauge].\n\n## ما وُجد\n\nشقوق على امتداد **أربعين مترًا** [@survey].',
      sources: [tideGauge, survey],
      tags: ['ميناء'],
      byline: ['منى بروير'],
      media: [],
    }),
  ],
  [
    'a Chinese one',
    aStory({
      language: 'zh-Hans',
      headline: '北码头因裂缝关闭',
      standfirst: '码头将关闭至春季。',
      body: '港务局周一关闭了北码头[@gauge]。\n\n- 卡车折返\n- 船只仍可停泊[@survey]',
      sources: [tideGauge, survey],
      tags: ['码头', '水位'],
      byline: ['安娜'],
      media: [],
    }),
  ],
  [
    'one full of markup',
    aStory({
      headline: '<b>"Not" & ]]> bold</b> </script><script>alert(1)</script>',
      standfirst: '</title>&amp; <![CDATA[x]]>',
      body: 'A </script> & <b>bold</b> `]]>` and emoji 🛶, ruled by U+2028 \u2028 and control \u0008 signs.',
      category: 'a&b',
      tags: ['<t>', '"q"'],
      byline: ['A. "B" <c@d.example>'],
      sources: [],
    }),
  ],
];
