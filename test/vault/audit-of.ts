// A service's newsroom as `npm run verify -- --database` checks it, with its own keys and no checkpoint from elsewhere.
import { Client } from 'pg';
import { auditNewsroom, type AuditReport } from '../../src/ledger/database-audit';
import { Ledger } from '../../src/ledger/ledger';
import { readVerifierKey } from '../../src/ledger/note';
import type { TestService } from '../setup/service';

export async function auditOf({ database, service }: TestService): Promise<AuditReport> {
  const keys = service.app
    .get(Ledger, { strict: false })
    .keys('main')
    .flatMap((line) => readVerifierKey(line) ?? []);
  const client = new Client(database.url);
  await client.connect();
  try {
    await client.query('set timezone = utc');
    const kept = { keys, heads: [], leaves: [] };
    return await auditNewsroom(client, { newsroom: 'main', ...kept });
  } finally {
    await client.end();
  }
}
