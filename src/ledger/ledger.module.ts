import { type DynamicModule, Module, type OnModuleInit } from '@nestjs/common';
import { EntriesController } from './entries.controller';
import { EvidenceController } from './evidence.controller';
import { EvidenceReader } from './evidence-reader';
import { Ledger } from './ledger';
import { LedgerController } from './ledger.controller';
import { LedgerEntries } from './ledger-entries';
import { LedgerWatch } from './ledger-watch';
import { Notary } from './notary';
import { NotaryOffice, type LedgerPlace } from './notary-office';
import { Receipts } from './receipts';

@Module({})
export class LedgerModule implements OnModuleInit {
  /** @param place where it signs; a tool has none */
  static with(place: LedgerPlace): DynamicModule {
    const office = { provide: NotaryOffice, useFactory: () => new NotaryOffice(place) };
    return {
      module: LedgerModule,
      controllers: [EntriesController, EvidenceController, LedgerController],
      providers: [office, EvidenceReader, Ledger, LedgerEntries, Notary, LedgerWatch, Receipts],
      exports: [Ledger],
    };
  }

  constructor(
    private readonly watch: LedgerWatch,
    private readonly receipts: Receipts,
  ) {}

  onModuleInit(): void {
    this.watch.begin();
    this.receipts.begin();
  }
}
