// The past of stories for one reader at a time: which states there were, which of them that reader may have, and
// `handOut`, the one place where bytes of the past are handed out. Every route that reads the past calls it.
import { Injectable } from '@nestjs/common';
import { Rejection } from '../errors';
import { can } from '../identity/access';
import type { Actor } from '../identity/actor';
import { NewsroomSettings } from '../settings/newsroom-settings';
import type { Settings } from '../settings/settings';
import { LateRenditions } from './late-renditions';
import { refuseUnpublished, refuseWithheld } from './story-refusals';
import { PublishedStories } from './published-stories';
import { servedStory, type ServedStory } from './served-story';
import { StoryHistory } from './story-history';
import { isMemento, secondOf, type StoryState } from './story-timeline';

/** A story's past, and who asks for it. */
export interface Past {
  readonly newsroom: string;
  readonly id: string;
  /** Its address now. */
  readonly slug: string;
  /** Oldest first; the last is what readers have now. */
  readonly states: readonly StoryState[];
  /** How much of it the reader gets: what the newsroom shows to everybody, or all. */
  readonly open: Settings['publicHistory'];
  /** undefined: the public. */
  readonly actor?: Actor;
}

@Injectable()
export class PastStories {
  constructor(
    private readonly stories: PublishedStories,
    private readonly history: StoryHistory,
    private readonly settings: NewsroomSettings,
    private readonly late: LateRenditions,
  ) {}

  /**
   * The past of the story that has, or had, that address. Refuses with `not-found` where there never was one, and to those who may
   * not read histories with `gone` or `unavailable-for-legal-reasons` while the story is unpublished.
   */
  async of(newsroom: string, slug: string, actor: Actor | undefined): Promise<Past> {
    const row = await this.stories.at(newsroom, slug);
    if (!row) throw new Rejection('not-found', 'There is no story at this address.');
    const staff = actor !== undefined && can(actor, 'read-history');
    if (!staff) refuseUnpublished(row);
    const states = await this.history.whole(newsroom, row.id, Number(row.position));
    const open = staff ? 'all' : (await this.settings.known(newsroom)).publicHistory;
    return { newsroom, id: row.id, slug: row.slug, states, open, actor };
  }

  /**
   * What readers were served in that state, byte for byte, as it was kept; outputs of an imported version are made. Refuses what is closed to the reader with
   * `not-found`, what is withheld from him as the story now would be, and where they were served nothing as it was refused then.
   */
  async handOut({ newsroom, id, ...past }: Past, state: StoryState): Promise<ServedStory> {
    refuseClosed(past, state);
    refuseUnpublished(state);
    const { slug, version, position } = state;
    refuseWithheld(this.stories.withheld({ newsroom, id, version }, past.actor));
    const place = { newsroom, id, slug, version, position, modifiedAt: new Date(secondOf(state) * 1000) };
    return servedStory(place, await this.late.ofPast(place));
  }
}

/**
 * Whether the reader may have what readers had in that state. Of `notes` the public is told that a story was taken down, but
 * texts it gets only as they are now.
 */
export function isOpen({ open, states }: Pick<Past, 'open' | 'states'>, state: StoryState): boolean {
  return open === 'all' || state === states.at(-1) || (open === 'notes' && !isMemento(state));
}

/** Refuses with `not-found`: it is there, but not for this reader. */
export function refuseClosed(past: Pick<Past, 'open' | 'states'>, state: StoryState): void {
  if (!isOpen(past, state)) throw new Rejection('not-found', 'Earlier versions are not shown to the public here.');
}

/** The states that the reader may have. */
export const openStates = (past: Pick<Past, 'open' | 'states'>): readonly StoryState[] =>
  past.states.filter((state) => isOpen(past, state));
