import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { NewsroomSettings } from '../settings/newsroom-settings';
import { Withholdings } from '../vault/withholdings';
import { AddCitationHandler } from './add-citation';
import { ApproveSourceHandler } from './approve-source';
import { ArticleLog } from './article-log';
import { ArticlePassages } from './article-passages';
import { ArticleReader } from './article-reader';
import { Articles } from './articles';
import { ArticlesController } from './articles.controller';
import { ChangeCitationHandler } from './change-citation';
import { allChecks } from './checks/all-checks';
import { ConfirmCitationHandler } from './confirm-citation';
import { ChecksController } from './checks.controller';
import { CitationsController } from './citations.controller';
import { ConfidentialController } from './confidential.controller';
import { DraftArticleHandler } from './draft-article';
import { DraftIntake } from './draft-intake';
import { ErasureReplay } from './erasure-replay';
import { Erasures } from './erasures';
import { ErasuresController } from './erasures.controller';
import { HoldArticleHandler } from './hold-article';
import { EditBases } from './edit-bases';
import { EditArticleHandler } from './edit-article';
import { KeptOfArticle } from './kept-of-article';
import { IdentityKeeping } from './identity-keeping';
import { ImportRevisionHandler } from './import-revision';
import { Publications } from './publications';
import { PublishedTexts } from './published-texts';
import { Publishers } from './publishers';
import { PublishArticleHandler } from './publish-article';
import { PublishScheduledHandler } from './publish-scheduled';
import { RemadeStories } from './remade-stories';
import { RemoveCitationHandler } from './remove-citation';
import { Renditions } from './renditions';
import { RequestTerms } from './request-terms';
import { RestoreRevisionHandler } from './restore-revision';
import { RevealIdentityHandler } from './reveal-identity';
import { RetractArticleHandler } from './retract-article';
import { ReviewController } from './review.controller';
import { SchedulePublicationHandler } from './schedule-publication';
import { Slugs } from './slugs';
import { TakeStepHandler } from './take-step';
import { UnpublishArticleHandler } from './unpublish-article';
import { WithholdController } from './withhold.controller';
import { WithholdTextHandler } from './withhold-text';
import { WorkflowController } from './workflow.controller';

const useCases = [
  DraftArticleHandler,
  EditArticleHandler,
  AddCitationHandler,
  ChangeCitationHandler,
  RemoveCitationHandler,
  ConfirmCitationHandler,
  ApproveSourceHandler,
  RevealIdentityHandler,
  TakeStepHandler,
  RestoreRevisionHandler,
  PublishArticleHandler,
  SchedulePublicationHandler,
  PublishScheduledHandler,
  RetractArticleHandler,
  UnpublishArticleHandler,
  ImportRevisionHandler,
  WithholdTextHandler,
  HoldArticleHandler,
];

const controllers = [
  ArticlesController,
  CitationsController,
  ConfidentialController,
  ChecksController,
  ReviewController,
  WorkflowController,
  WithholdController,
  ErasuresController,
];
const offered = [ArticleLog, ArticlePassages, ArticleReader, PublishedTexts, Renditions, Publishers];

/** Global, so that read rooms can register outputs and read folded articles. */
@Global()
@Module({
  imports: [CqrsModule],
  controllers,
  providers: [
    Articles,
    KeptOfArticle,
    RemadeStories,
    Erasures,
    ErasureReplay,
    EditBases,
    DraftIntake,
    IdentityKeeping,
    RequestTerms,
    Slugs,
    Publications,
    ...offered,
    ...useCases,
  ],
  exports: offered,
})
export class ArticlesModule implements OnModuleInit {
  constructor(
    private readonly settings: NewsroomSettings,
    private readonly articles: ArticleLog,
    private readonly published: PublishedTexts,
    private readonly withholdings: Withholdings,
  ) {}

  onModuleInit(): void {
    this.settings.knowFindings(allChecks.map(({ code }) => code));
    this.withholdings.askVersionsOf((newsroom, id) => this.published.of(newsroom, id));
    this.withholdings.onErased(() => this.articles.forgetAll());
    this.withholdings.onErased(() => this.published.forget());
  }
}
