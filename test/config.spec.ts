import { resolve } from 'node:path';
import { readConfig } from '../src/config';

const refusal = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    return (error as Error).message;
  }
  return 'not refused';
};

describe('The configuration', () => {
  it('needs no variable at all, and then listens on loopback only', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataFolder: resolve('.stet'),
      webhooks: {},
      ledgerName: 'stet',
      logLevel: 'info',
    });
  });

  it('reads what is set', () => {
    const env = {
      PORT: '8080',
      HOST: '0.0.0.0',
      STET_DATA: '/data',
      DATABASE_URL: 'postgres://stet:p@db/stet',
      DATABASE_ADMIN_URL: 'postgresql://owner:p@db/stet',
      STET_RATE_LIMIT: '50',
      STET_WEBHOOK_ALLOW: 'http, 10.0.0.0/8,fd00::/8',
      STET_WEBHOOK_PAUSES: '1,10,0.5',
      STET_WEBHOOK_PATIENCE: '3600',
      STET_WEBHOOK_TIMEOUT: '10',
      STET_URL: 'https://News.example/desk/',
      OIDC_ISSUER: 'https://login.example/realm',
      OIDC_AUDIENCE: 'desk',
      OIDC_CLIENT_ID: 'stet-audit',
      LOG_LEVEL: 'debug',
      STET_LEDGER_NAME: 'ledger.example',
    };
    expect(readConfig(env)).toEqual({
      port: 8080,
      host: '0.0.0.0',
      dataFolder: '/data',
      databaseUrl: env.DATABASE_URL,
      databaseAdminUrl: env.DATABASE_ADMIN_URL,
      rateLimit: 50,
      url: 'https://news.example/desk',
      oidc: { issuer: 'https://login.example/realm', audience: 'desk', clientId: 'stet-audit' },
      webhooks: { http: true, networks: ['10.0.0.0/8', 'fd00::/8'], pauses: [1, 10, 0.5], patience: 3600, timeout: 10 },
      ledgerName: 'ledger.example',
      logLevel: 'debug',
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', OIDC_ISSUER: '' }).port).toBe(3000);
  });

  it.each([
    [{ PORT: 'http' }, 'PORT is "http", but has to be a whole number from 0 to 65535.'],
    [{ PORT: '65536' }, 'PORT is "65536", but has to be a whole number from 0 to 65535.'],
    [{ PORT: '1e3' }, 'PORT is "1e3", but has to be a whole number from 0 to 65535.'],
    [{ STET_RATE_LIMIT: '0' }, 'STET_RATE_LIMIT is "0", but has to be a whole number from 1 to 1000000.'],
    [{ STET_DATE: '.x' }, /^STET_DATE is no setting of Stet; its own settings are STET_DATA, .* and STET_\w+\.$/],
    [{ STET_WEBHOOK_ALLOW: 'http,10.0.0.0' }, /^STET_WEBHOOK_ALLOW holds "10.0.0.0", but has to be http, and networks/],
    [{ STET_WEBHOOK_ALLOW: '10.0.0.0/33' }, /^STET_WEBHOOK_ALLOW holds "10.0.0.0\/33"/],
    [{ STET_WEBHOOK_PAUSES: '5,,30' }, 'STET_WEBHOOK_PAUSES holds "", but has to be seconds, separated by commas.'],
    [{ STET_WEBHOOK_TIMEOUT: '0' }, /^STET_WEBHOOK_TIMEOUT holds "0"/],
    [{ STET_URL: 'news.example' }, /^STET_URL is "news.example", but has to be an http or https URL without query/],
    [{ STET_URL: 'https://news.example/?a=b' }, /^STET_URL is /],
    [{ STET_URL: 'https://ana@news.example' }, /^STET_URL is /],
    [{ STET_LEDGER_NAME: 'Ledger Example' }, /^STET_LEDGER_NAME is "Ledger Example", but has to be a name such as/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL is "loud", but has to be one of fatal, /],
    [{ OIDC_ISSUER: 'login' }, /^OIDC_ISSUER is "login", but has to be an http or https URL/],
    [{ OIDC_AUDIENCE: 'desk' }, /^OIDC_AUDIENCE is set without OIDC_ISSUER/],
    [{ OIDC_CLIENT_ID: 'stet-audit' }, /^OIDC_CLIENT_ID is set without OIDC_ISSUER/],
    [{ DATABASE_ADMIN_URL: 'postgres://a@b/c' }, /^DATABASE_ADMIN_URL is set without DATABASE_URL/],
  ])('refuses %j with a sentence that names the variable', (env, sentence) => {
    expect(refusal(env as unknown as Record<string, string>)).toMatch(sentence);
  });

  it('never repeats an address that may hold a password', () => {
    const sentence = refusal({ DATABASE_URL: 'stet:hunter2@db/stet' });
    expect(sentence).toMatch(/^DATABASE_URL holds something \(not shown\)/);
    expect(sentence).not.toContain('hunter2');
  });
});
