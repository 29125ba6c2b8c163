// What a newsroom keeps apart from its log: who its confidential sources are.
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Identities } from './identities';
import { UnnamedIdentities } from './unnamed-identities';
import { VaultKeys } from './vault-keys';

@Global()
@Module({ providers: [Identities, UnnamedIdentities], exports: [Identities] })
export class VaultModule {
  /** @param keyFolder `keys` of the data folder */
  static with(keyFolder: string): DynamicModule {
    const keys = { provide: VaultKeys, useValue: new VaultKeys(keyFolder) };
    return { module: VaultModule, providers: [keys], exports: [] };
  }
}
