// Which events of the log somebody wants: asked of the log page by page, or of each event as it comes.
import { isRestricted } from '../articles/restricted';
import type { WrittenEvent } from '../event-store/stored-event';

export interface EventFilter {
  /** The article's id: events of its own stream. */
  readonly stream?: string;
  readonly type?: string;
  /** The person's random id. */
  readonly actor?: string;
  /** Who asks is not told of what is restricted. */
  readonly discreet?: boolean;
}

export const wantsAll = ({ stream, type, actor }: EventFilter): boolean =>
  stream === undefined && type === undefined && actor === undefined;

export function wants({ stream, type, actor, discreet }: EventFilter, event: WrittenEvent): boolean {
  if (stream !== undefined && event.streamId !== stream) return false;
  // Else the filter itself would tell what it was, or who did it.
  if (discreet && (type ?? actor) !== undefined && isRestricted(event.type)) return false;
  if (type !== undefined && event.type !== type) return false;
  return actor === undefined || event.actor === actor;
}
