// What is withheld, for every room: known, and taken out of what leaves the service.
import { Global, Module } from '@nestjs/common';
import { StoryAddresses } from './story-addresses';
import { WithheldAnswers } from './withheld-answers';
import { Withholdings } from './withholdings';

@Global()
@Module({
  providers: [Withholdings, StoryAddresses, WithheldAnswers],
  exports: [Withholdings],
})
export class WithholdingModule {}
