// The rooms of the house. A read room goes by deleting its folder and its line here.
import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ArticlesModule } from './articles/articles.module';
import { AuditModule } from './audit/audit.module';
import type { OidcIssuer } from './config';
import { DeskModule } from './desk/desk.module';
import { EventStoreModule } from './event-store/event-store.module';
import { HistoryModule } from './history/history.module';
import { HttpModule } from './http/http.module';
import { serviceDataSource } from './data-source';
import { RelayModule, type RelaySetting } from './relay/relay.module';
import { LedgerModule } from './ledger/ledger.module';
import { ReplaysModule } from './replays/replays.module';
import { SettingsModule } from './settings/settings.module';
import { StoriesModule } from './stories/stories.module';
import { VaultModule } from './vault/vault.module';
import { WithholdingModule } from './vault/withholding.module';

export interface Furnishing {
  /** The running role's database. */
  readonly databaseUrl: string;
  /** Under which the MACs of requests are made. */
  readonly requestSecret: Buffer;
  /** Where the keys lie that are kept apart from the database. */
  readonly keyFolder: string;
  /** Where readers reach the service. */
  readonly url?: string;
  /** Where the auditor's page signs in. */
  readonly oidc?: OidcIssuer;
  /** How webhooks are delivered; a process that does not serve delivers none. */
  readonly relay?: RelaySetting;
  /** The first part of the names of logs in checkpoints; without it this process signs nothing. */
  readonly ledgerName?: string;
}

@Module({})
export class AppModule {
  static with(furnishing: Furnishing): DynamicModule {
    const { databaseUrl, requestSecret } = furnishing;
    const database = TypeOrmModule.forRootAsync({
      useFactory: () => ({ type: 'postgres', url: databaseUrl, autoLoadEntities: true }),
      dataSourceFactory: async (options) =>
        serviceDataSource(databaseUrl, { entities: options?.entities }).initialize(),
    });
    return {
      module: AppModule,
      imports: [
        database,
        HttpModule.with(requestSecret, furnishing.url),
        EventStoreModule,
        SettingsModule,
        VaultModule.with(furnishing.keyFolder),
        WithholdingModule.with(furnishing.keyFolder),
        ArticlesModule,
        StoriesModule,
        HistoryModule,
        DeskModule,
        AuditModule.with(furnishing.oidc),
        ReplaysModule,
        RelayModule.with(furnishing.relay),
        LedgerModule.with(furnishing),
      ],
    };
  }
}
