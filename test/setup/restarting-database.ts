// A PostgreSQL of a test's own that can be killed and started again behind an address that stays.
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type RunningPostgres } from '../../src/postgres/start-postgres';

export class RestartingDatabase {
  private constructor(
    private readonly folder: string,
    private postgres: RunningPostgres,
    private readonly address: Server,
  ) {}

  static async start(): Promise<RestartingDatabase> {
    const folder = await mkdtemp(join(tmpdir(), 'stet-restart-'));
    const address = createServer();
    const database = new RestartingDatabase(folder, await startPostgres({ folder }), address);
    address.on('connection', (client: Socket) => database.forward(client));
    await new Promise<void>((listening) => address.listen(0, '127.0.0.1', listening));
    return database;
  }

  /** The owner's connection string; it stays. */
  get url(): string {
    const url = new URL(this.postgres.url);
    url.port = String((this.address.address() as AddressInfo).port);
    return url.href;
  }

  async kill(): Promise<void> {
    process.kill(this.postgres.pid, 'SIGKILL');
    await this.postgres.ended;
  }

  async startAgain(): Promise<void> {
    this.postgres = await startPostgres({ folder: this.folder });
  }

  async stop(): Promise<void> {
    this.address.close();
    await this.postgres.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The server gets another port at every start. */
  private forward(client: Socket): void {
    const server = connect(this.postgres.port, '127.0.0.1');
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
      from.pipe(to);
    }
  }
}
