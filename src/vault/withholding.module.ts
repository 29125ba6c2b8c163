// What is withheld or erased, for every room: known, and taken out of what leaves the service.
import { join } from 'node:path';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ErasureJournal, JournalFile } from './erasure-journal';
import { ErasureStore } from './erasure-store';
import { Erasing } from './erasing';
import { StoryAddresses } from './story-addresses';
import { WithheldAnswers } from './withheld-answers';
import { Withholdings } from './withholdings';

@Global()
@Module({
  providers: [Withholdings, StoryAddresses, WithheldAnswers, ErasureStore, ErasureJournal, Erasing],
  exports: [Withholdings, ErasureStore, ErasureJournal, Erasing],
})
export class WithholdingModule {
  /** @param keyFolder `keys` of the data folder, beside which the journal of erasures lies */
  static with(keyFolder: string): DynamicModule {
    const file = { provide: JournalFile, useValue: new JournalFile(join(keyFolder, '..', 'erasures.ndjson')) };
    return { module: WithholdingModule, providers: [file], exports: [] };
  }
}
