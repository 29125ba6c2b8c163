// What readers see: outputs made at publication, the read model of addresses and lists, and the readers' routes.
import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Renditions } from '../articles/renditions';
import { Projector } from '../event-store/projector';
import { Corrections } from './corrections';
import { CorrectionsController } from './corrections.controller';
import { CorrectionsList } from './corrections-list';
import { Newsstand } from './newsstand';
import { PastStories } from './past-stories';
import { PublishedStories } from './published-stories';
import { PublishedStory } from './published-story.entity';
import { StoriesController } from './stories.controller';
import { StoryHistory } from './story-history';
import { storyAsHtml } from './story-html';
import { storyAsJson } from './story-json';
import { StoryList } from './story-list';
import { storyAsMarkdown } from './story-markdown';
import { TimeGate } from './time-gate';
import { VersionsController } from './versions.controller';

@Module({
  imports: [TypeOrmModule.forFeature([PublishedStory])],
  controllers: [StoriesController, VersionsController, CorrectionsController],
  providers: [
    PublishedStories,
    Newsstand,
    StoryList,
    Corrections,
    CorrectionsList,
    StoryHistory,
    PastStories,
    TimeGate,
  ],
})
export class StoriesModule implements OnModuleInit {
  constructor(
    private readonly renditions: Renditions,
    private readonly projector: Projector,
    private readonly stories: PublishedStories,
    private readonly corrections: Corrections,
    private readonly history: StoryHistory,
  ) {}

  onModuleInit(): void {
    for (const render of [storyAsJson, storyAsHtml, storyAsMarkdown]) this.renditions.register(render);
    this.projector.register(this.stories);
    this.projector.register(this.corrections);
    this.projector.register(this.history);
  }
}
