import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Projector } from '../event-store/projector';
import { ArticleBlame } from './article-blame';
import { BlameReader } from './blame-reader';
import { EventsReader } from './events-reader';
import { DiffReader } from './diff-reader';
import { EditingSessions } from './editing-sessions';
import { EventsController } from './events.controller';
import { LiveEvents } from './events-live';
import { RevisionHistory } from './revision-history';
import { RevisionReader } from './revision-reader';
import { RevisionRow } from './revision.entity';
import { RevisionsController } from './revisions.controller';
import { ShownEvents } from './shown-events';
import { SourceReader } from './source-reader';
import { SourceSearch } from './source-search';
import { SourcesController } from './sources.controller';
import { SourcesIndex } from './sources-index';
import { TextController } from './text.controller';
import { Withholdings } from '../vault/withholdings';

@Module({
  imports: [TypeOrmModule.forFeature([RevisionRow])],
  controllers: [RevisionsController, TextController, EventsController, SourcesController],
  providers: [
    RevisionHistory,
    RevisionReader,
    ArticleBlame,
    BlameReader,
    DiffReader,
    EditingSessions,
    EventsReader,
    LiveEvents,
    ShownEvents,
    SourcesIndex,
    SourceSearch,
    SourceReader,
  ],
})
export class HistoryModule implements OnModuleInit {
  constructor(
    private readonly projector: Projector,
    private readonly history: RevisionHistory,
    private readonly sources: SourcesIndex,
    private readonly blame: ArticleBlame,
    private readonly withholdings: Withholdings,
  ) {}

  onModuleInit(): void {
    this.projector.register(this.history);
    this.projector.register(this.sources);
    for (const memory of [this.history, this.sources, this.blame]) this.withholdings.onErased(() => memory.forget());
  }
}
