// An article with a life: drafted by one, edited and sourced by another, published, corrected and edited on.
import type { TestService } from '../setup/service';

const opening = 'The northern quay closes in spring [@survey]. Ferries move to the southern basin.';
const cost = 'Repairs take four months. The harbour board pays for them.';
const hostile = 'A reader wrote <img src=x onerror="document.title=1"> & <script>alert(1)</script>.';

const body = (...paragraphs: readonly string[]) => `${paragraphs.join('\n\n')}\n`;

export const survey = {
  type: 'report',
  title: 'Survey of the northern quay',
  author: [{ given: 'Mira', family: 'Holt' }],
  publisher: 'Harbour board',
  URL: 'https://harbour.example/survey',
  issued: { 'date-parts': [[2026, 3, 2]] },
};

/** Eight revisions; its id. */
export async function givenQuay(stet: TestService): Promise<string> {
  const [ana, rob] = [await stet.as('Ana', 'editor'), await stet.as('Rob', 'editor')];
  const draft = { headline: 'The quay closes', body: body(opening, cost), note: 'From the harbour board’s meeting' };
  const { json } = await ana.post('/articles', { ...draft, citations: [{ key: 'survey' }] });
  const at = `/articles/${json.id}`;
  await rob.post(`${at}/citations`, { key: 'survey', source: survey, note: 'read in the archive' });
  const longer = cost.replace('four', 'five');
  await rob.patch(at, { body: body(opening, longer), note: 'the engineer rang back', baseRevision: 2 });
  await ana.post(`${at}/publish`, { baseRevision: 3 });
  const wrong = opening.replace('spring', 'autumn');
  await ana.patch(at, { body: body(wrong, longer), note: 'date was wrong', baseRevision: 4 });
  const change = { kind: 'correction', note: 'The quay closes in autumn, not in spring.' };
  await ana.post(`${at}/publish`, { baseRevision: 5, change });
  await rob.patch(at, { body: body(wrong, longer, hostile), note: 'a letter', baseRevision: 6 });
  await rob.patch(at, { headline: 'The quay closes in autumn', tags: ['harbour'], baseRevision: 7 });
  return json.id as string;
}
