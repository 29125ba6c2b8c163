// Gives every command's answer its `Stet-Receipt`, so that the seconds before a checkpoint are accountable too.
import { Injectable, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EventStore } from '../event-store/event-store';
import { serverOf } from '../http/server-of';
import { NotaryOffice } from './notary-office';
import { receiptHeader } from './receipt';

const commands = ['POST', 'PUT', 'PATCH', 'DELETE'];

@Injectable()
export class Receipts {
  private readonly logger = new Logger(Receipts.name);

  constructor(
    private readonly store: EventStore,
    private readonly office: NotaryOffice,
    private readonly host: HttpAdapterHost,
  ) {}

  /** Before the server listens; nothing where the process serves nobody. */
  begin(): void {
    if (!this.office.open) return;
    serverOf(this.host)?.addHook('onSend', (request, reply, payload, done) => {
      if (!commands.includes(request.method)) return void done(null, payload); // no promise for what readers ask
      this.add(request, reply).then(() => done(null, payload), done);
    });
  }

  /** What was carried out is answered, also where no receipt can be given. */
  private async add({ passage }: FastifyRequest, reply: FastifyReply): Promise<void> {
    const position = Number(reply.getHeader('stet-position') ?? 0);
    if (passage.newsroom === undefined || position === 0) return;
    try {
      const header = await this.receipt(passage.newsroom, position);
      if (header !== undefined) reply.header('stet-receipt', header);
    } catch (error) {
      this.logger.warn(`A receipt could not be given: ${String(error)}`);
    }
  }

  private async receipt(newsroom: string, position: number): Promise<string | undefined> {
    const leaf = await this.store.leafAt(newsroom, position);
    const { keys } = this.office.furnished();
    return leaf && receiptHeader({ ...leaf, origin: keys.origin(newsroom) }, keys.signers(newsroom));
  }
}
