import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Projector } from '../event-store/projector';
import { ArticleBlame } from './article-blame';
import { BlameReader } from './blame-reader';
import { EventsController } from './events.controller';
import { RevisionHistory } from './revision-history';
import { RevisionReader } from './revision-reader';
import { RevisionRow } from './revision.entity';
import { RevisionsController } from './revisions.controller';
import { TextController } from './text.controller';

@Module({
  imports: [TypeOrmModule.forFeature([RevisionRow])],
  controllers: [RevisionsController, TextController, EventsController],
  providers: [RevisionHistory, RevisionReader, ArticleBlame, BlameReader],
})
export class HistoryModule implements OnModuleInit {
  constructor(
    private readonly projector: Projector,
    private readonly history: RevisionHistory,
  ) {}

  onModuleInit(): void {
    this.projector.register(this.history);
  }
}
