// The read model of the search over stories: the words of each story that readers may read now. How it is asked is in
// story-search.ts. A story's row is made anew from its article's events whenever one of them changed what readers have.
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Projection } from '../event-store/projection';
import { connectionOf } from '../event-store/log-connection';
import type { StoredEvent } from '../event-store/stored-event';
import { takeOutRows, type ErasedStreams } from '../event-store/taken-out';
import { readServed, readStreamsEvents } from '../event-store/stream-events';
import { divided, dividedColumns, kept } from '../search/divided-words';
import { findableAfter, findableStory, type FindableStory } from './findable-story';
import { storyWordsRow, type StoryWordsRow } from './story-words-row';

export const projectionName = 'story-search';
/** Stories at a time: their whole texts are in memory. */
const together = 50;

@Injectable()
export class StoryWords implements Projection {
  readonly name = projectionName;
  readonly tables = ['story_words'];

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const newsroom = events[0]?.newsroom ?? '';
    const upTo = events.at(-1)?.position ?? 0;
    const told = events.filter(({ type }) => findableAfter.has(type)).map(({ streamId }) => streamId);
    const streams = [...new Set(told)];
    for (let from = 0; from < streams.length; from += together)
      await this.tell({ newsroom, streams: streams.slice(from, from + together), upTo }, manager);
  }

  takeOut(erased: ErasedStreams, manager: EntityManager): Promise<void> {
    return takeOutRows(erased, { story_words: 'story_id' }, manager);
  }

  private async tell(of: { newsroom: string; streams: string[]; upTo: number }, manager: EntityManager): Promise<void> {
    const events = await readStreamsEvents(await connectionOf(manager), { ...of, types: [...findableAfter] });
    const found = of.streams.flatMap((id) => findableStory(events.filter(({ streamId }) => streamId === id)) ?? []);
    const rows = await this.rowsOf(of.newsroom, found, manager);
    const gone = of.streams.filter((id) => !rows.some(({ story_id }) => story_id === id));
    if (rows.length > 0) await keepWords(rows, manager);
    if (gone.length > 0) await forget(of.newsroom, gone, manager);
  }

  private async rowsOf(
    newsroom: string,
    found: readonly FindableStory[],
    manager: EntityManager,
  ): Promise<StoryWordsRow[]> {
    const places = found.map(({ story_id: streamId, position }) => ({ streamId, position }));
    const asked = { newsroom, mediaType: 'application/json' };
    const served = await readServed(await connectionOf(manager), asked, places);
    return found.flatMap((story) => storyWordsRow(story, served.get(story.story_id)?.toString('utf8') ?? '') ?? []);
  }
}

/** A story that is there already has the new row in place of the old one. */
export async function keepWords(rows: readonly StoryWordsRow[], manager: EntityManager): Promise<void> {
  await manager.query(keeping, [JSON.stringify(await divided(rows, manager))]);
}

const keeping = `
insert into story_words (
       position, first_published_at, story_id, newsroom_id, language, category, tags, configuration, headline, text, item, vector, neighbours)
select n.position, n.first_published_at, n.story_id, n.newsroom_id, n.language, n.category, n.tags, n.configuration,
       n.headline, n.text, n.item, ${kept.vector}, ${kept.neighbours}
  from json_to_recordset($1::json) as n (
       position bigint, first_published_at timestamptz, story_id uuid, newsroom_id text, language text, category text,
       tags text[], configuration text, headline text, text text, item json, ${dividedColumns})
    on conflict (newsroom_id, story_id) do update
   set position = excluded.position,
       first_published_at = excluded.first_published_at,
       language = excluded.language,
       category = excluded.category,
       tags = excluded.tags,
       configuration = excluded.configuration,
       headline = excluded.headline,
       text = excluded.text,
       item = excluded.item,
       vector = excluded.vector,
       neighbours = excluded.neighbours`;

async function forget(newsroom: string, stories: readonly string[], manager: EntityManager): Promise<void> {
  await manager.query(
    `
delete from story_words
 where newsroom_id = $1
   and story_id = any ($2)`,
    [newsroom, stories],
  );
}
