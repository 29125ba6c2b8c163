import { Module } from '@nestjs/common';
import { ReplayQueue } from './replay-queue';
import { ReplayWork } from './replay-work';
import { Replayer } from './replayer';
import { Replays } from './replays';
import { ReplaysController } from './replays.controller';

@Module({
  controllers: [ReplaysController],
  providers: [Replays, ReplayWork, Replayer, ReplayQueue],
})
export class ReplaysModule {}
