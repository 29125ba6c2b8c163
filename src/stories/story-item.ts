// A story as lists have it: the story as readers are served it, without `body` and `html`. Pure.
import type { StoryDto } from './story.dto';

/** Becomes it as JSON. */
export const listed = (story: StoryDto): object => ({ ...story, body: undefined, html: undefined });
