// How a story is taken back: retracted, so that readers see why, or unpublished, so that they see nothing. Pure.
import type { Settings } from '../settings/settings';
import type { Article } from './article';
import type { Publication } from './article-publication';
import type { Told } from './events';
import { refuseChangedContent, type Precondition } from './precondition';
import { refuseForbidden } from './workflow';

export interface Takedown {
  readonly precondition: Precondition;
  readonly told: Told;
  readonly reason: string;
}

export interface Retract extends Takedown {
  /** What readers are told. */
  readonly notice: string;
  readonly keepText: boolean;
}

export interface Unpublish extends Takedown {
  readonly legal: boolean;
}

/** The story that the verb takes back. Refuses as every verb does. */
export function admitToTakedown(
  article: Article,
  verb: 'retract' | 'unpublish',
  { precondition }: Takedown,
  { review }: Settings,
): Publication {
  refuseChangedContent(article, precondition, () => refuseForbidden(verb, article, review));
  if (!article.publication) throw new Error(`${article.id} is ${article.status} without a publication`);
  return article.publication;
}
