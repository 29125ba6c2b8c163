// Who publishes a newsroom's stories and where, as it stands now: the settings, and the address of this service.
import { Injectable } from '@nestjs/common';
import { PublicAddress } from '../http/public-address';
import { NewsroomSettings } from '../settings/newsroom-settings';
import type { Publisher } from './story';

@Injectable()
export class Publishers {
  constructor(
    private readonly settings: NewsroomSettings,
    private readonly address: PublicAddress,
  ) {}

  /** From memory but for the first time. */
  async of(newsroom: string): Promise<Publisher> {
    const { policies, publicHistory } = await this.settings.known(newsroom);
    return { site: this.address.url, policies, publicHistory };
  }
}
