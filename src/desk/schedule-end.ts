// Which events end the schedule of their article: what `scheduled`, `published` and `withdrawn` of the write side do. Pure.
import type { StoredEvent } from '../event-store/stored-event';

/** A publication ends the schedule that it carried out, and no other. */
export function endsSchedule({ type, payload }: Pick<StoredEvent, 'type' | 'payload'>): boolean {
  switch (type) {
    case 'publication-unscheduled':
    case 'publication-missed':
    case 'article-retracted':
    case 'article-unpublished':
      return true;
    case 'article-published':
    case 'article-updated':
    case 'article-corrected':
      return payload['scheduled'] !== undefined;
    default:
      return false;
  }
}
