// How often the notary of a serving process signs while there are always new events.
import type { HttpAdapterHost } from '@nestjs/core';
import { join } from 'node:path';
import { Notary } from '../../src/ledger/notary';
import { NotaryOffice } from '../../src/ledger/notary-office';
import { betweenPolls } from '../setup/between-polls';
import { givenNotary, type GivenNotary } from './given-notary';

let given: GivenNotary;
let notary: Notary;
beforeAll(async () => {
  given = await givenNotary();
  const office = new NotaryOffice({ keyFolder: join(given.folder, 'office'), ledgerName: 'ledger.example' });
  notary = new Notary(given.source, given.store, office, { httpAdapter: {} } as unknown as HttpAdapterHost);
  notary.onApplicationBootstrap();
});
afterAll(async () => {
  await notary.beforeApplicationShutdown();
  await given.close();
});

it('While events come one after the other it signs once a second, and at last all of them', async () => {
  const begun = performance.now();
  while ((await given.tree.sizes(Number.MAX_SAFE_INTEGER)).length < 6) {
    await given.append(1);
    await betweenPolls(); // so that more than one is appended between two signatures
  }
  const seconds = (performance.now() - begun) / 1_000;
  expect(seconds).toBeGreaterThan(3);
  const size = (await given.leaves()).length;
  while ((await given.tree.head())?.size !== size) await betweenPolls();
});
