// What of the house an import works with. A type alone.
import type { CommandBus } from '@nestjs/cqrs';
import type { ArticleLog } from '../articles/article-log';
import type { EventStore } from '../event-store/event-store';
import type { NewsroomSettings } from '../settings/newsroom-settings';

export interface ImportRooms {
  readonly commands: CommandBus;
  readonly store: EventStore;
  readonly articles: ArticleLog;
  readonly settings: NewsroomSettings;
}
