// What readers see: outputs made at publication, the read model of addresses and lists, and the readers' routes.
import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Renditions } from '../articles/renditions';
import { Projector } from '../event-store/projector';
import { Corrections } from './corrections';
import { CorrectionsController } from './corrections.controller';
import { CorrectionsFeed } from './corrections-feed';
import { CorrectionsList } from './corrections-list';
import { Feeds } from './feeds';
import { FeedsController } from './feeds.controller';
import { LateRenditions } from './late-renditions';
import { Newsstand } from './newsstand';
import { outputs } from './outputs';
import { PastStories } from './past-stories';
import { PublishedStories } from './published-stories';
import { PublishedStory } from './published-story.entity';
import { ServedStories } from './served-stories';
import { StoriesAtHand } from './stories-at-hand';
import { StoriesController } from './stories.controller';
import { StoryFinder } from './story-finder';
import { StoryHistory } from './story-history';
import { StoryList } from './story-list';
import { StoryMoves } from './story-moves';
import { StorySearch } from './story-search';
import { StorySourcesController } from './story-sources.controller';
import { StoryWords } from './story-words';
import { TimeGate } from './time-gate';
import { VersionsController } from './versions.controller';
import { Withholdings } from '../vault/withholdings';

@Module({
  imports: [TypeOrmModule.forFeature([PublishedStory])],
  controllers: [StoriesController, VersionsController, StorySourcesController, CorrectionsController, FeedsController],
  providers: [
    PublishedStories,
    LateRenditions,
    ServedStories,
    Newsstand,
    StoriesAtHand,
    StoryList,
    StoryWords,
    StorySearch,
    StoryFinder,
    Corrections,
    CorrectionsList,
    CorrectionsFeed,
    Feeds,
    StoryMoves,
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
    private readonly words: StoryWords,
    private readonly newsstand: Newsstand,
    private readonly feeds: Feeds,
    private readonly correctionsFeed: CorrectionsFeed,
    private readonly withholdings: Withholdings,
  ) {}

  onModuleInit(): void {
    for (const [mediaType, render] of outputs) this.renditions.register(mediaType, render);
    this.projector.register(this.stories);
    this.projector.register(this.corrections);
    this.projector.register(this.history);
    this.projector.register(this.words);
    for (const memory of [this.newsstand, this.feeds, this.correctionsFeed])
      this.withholdings.onErased((newsroom) => memory.forget(newsroom));
  }
}
