// The words of many stories and working copies as their projections leave them, in seconds: some are made as these make them, the
// others are these again, of other times, and all are indexed at the end.
import type { DataSource, EntityManager } from 'typeorm';
import { adminDataSource } from '../../src/data-source';
import type { StoryDto } from '../../src/stories/story.dto';
import { keepWords } from '../../src/stories/story-words';
import { storyWordsRow } from '../../src/stories/story-words-row';
import { SearchTexts } from './search-texts';

/** Stories with a text of their own. */
const own = 1_000;
const together = 250;

export async function seedStories(url: string, count: number): Promise<void> {
  const source = await adminDataSource(url, { maxConnections: 2 }).initialize();
  const texts = new SearchTexts();
  const indexes = await takenOff(source);
  for (let from = 0; from < Math.min(own, count); from += together) {
    const stories = Array.from({ length: Math.min(together, count - from) }, (_, nth) => texts.story(from + nth));
    await source.transaction((manager) => seed(manager, stories, from));
  }
  const copied = Math.max(Math.ceil(count / own) - 1, 0);
  await source.query(wordsAgain, [copied, own]);
  for (const statement of [workingCopies, ...indexes, ...tables.map((table) => `vacuum analyze ${table}`)])
    await source.query(statement);
  await source.query('checkpoint'); // what was seeded is not written beside what is measured
  await source.destroy();
}

async function seed(manager: EntityManager, stories: readonly StoryDto[], from: number): Promise<void> {
  await manager.query('set local search_path = read');
  const rows = stories.flatMap((story, nth) => {
    const { id: story_id, language, category, tags, publishedAt } = story;
    const found = { newsroom_id: 'main', story_id, first_published_at: publishedAt, language, category, tags };
    return storyWordsRow({ ...found, position: from + nth, withheld: [] }, JSON.stringify(story)) ?? [];
  });
  await keepWords(rows, manager);
}

const tables = ['read.story_words', 'read.working_copies'];

/** How the indexes of words are made again. */
async function takenOff(source: DataSource): Promise<string[]> {
  const found = await source.query<{ indexname: string; indexdef: string }[]>(
    `select indexname, indexdef from pg_indexes where schemaname = 'read' and indexdef ~ 'vector'`,
  );
  for (const { indexname } of found) await source.query(`drop index read.${indexname}`);
  return found.map(({ indexdef }) => indexdef);
}

/** The same text at another time, under another id. */
const wordsAgain = `
insert into read.story_words (
       position, first_published_at, story_id, newsroom_id, language, category, tags, configuration, headline, text, item, vector, neighbours)
select w.position + $2::int * n, w.first_published_at + $2::int * n * interval '30 minutes',
       overlay(w.story_id::text placing lpad(to_hex(n), 4, '0') from 20 for 4)::uuid, w.newsroom_id, w.language, w.category, w.tags,
       w.configuration, w.headline, w.text, w.item, w.vector, w.neighbours
  from generate_series(1, $1::int) n, read.story_words w
 order by 1`;

const workingCopies = `
insert into read.working_copies (
       position, article_id, newsroom_id, status, language, category, tags, contributors, assigned, created_by, access,
       configuration, item, text, vector, neighbours)
select position, story_id, newsroom_id, 'published', language, category, tags, array['ana'], array[]::text[], 'ana', 'newsroom',
       configuration, json_build_object('id', story_id, 'headline', headline), text, vector, neighbours
  from read.story_words
 order by position`;
