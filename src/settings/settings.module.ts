import { Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ChangeSettingsHandler } from './change-settings';
import { NewsroomSettings } from './newsroom-settings';
import { SettingsController } from './settings.controller';

/** Global: every room may ask how the newsroom wants it. */
@Global()
@Module({
  imports: [CqrsModule],
  controllers: [SettingsController],
  providers: [NewsroomSettings, ChangeSettingsHandler],
  exports: [NewsroomSettings],
})
export class SettingsModule {}
