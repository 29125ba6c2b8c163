// Where the notary signs: its keys, and what it remembers of what it signed. A tool has none: it reads what is signed.
import { LedgerKeys } from './ledger-keys';
import type { Duty } from './notary-step';
import { RememberedHeads } from './remembered-heads';

export interface LedgerPlace {
  /** Absolute path of the folder of the keys, outside the database. */
  readonly keyFolder?: string;
  /** The first part of every log's name; the newsroom's id is the second. */
  readonly ledgerName?: string;
}

/** Milliseconds until another server may go on where one was stopped in the middle of a step. */
const longestPause = 10_000;

export class NotaryOffice {
  private readonly own: Omit<Duty, 'source' | 'newsroom'> | undefined;

  /** Without both parts it is closed. */
  constructor({ keyFolder, ledgerName }: LedgerPlace) {
    if (keyFolder === undefined || ledgerName === undefined) return;
    this.own = {
      keys: new LedgerKeys(keyFolder, ledgerName),
      remembered: new RememberedHeads(keyFolder),
      longestPause,
    };
  }

  get open(): boolean {
    return this.own !== undefined;
  }

  /** Throws where there is no office: nobody may ask then. */
  furnished(): Omit<Duty, 'source' | 'newsroom'> {
    if (!this.own) throw new Error('This process has no keys of the ledger.');
    return this.own;
  }
}
