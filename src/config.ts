// The environment as one typed object. A value that cannot be right stops the start with one sentence that names the
// variable and what is expected; a secret's value is never repeated.
import { isIP } from 'node:net';
import { resolve } from 'node:path';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface OidcIssuer {
  /** The issuer's identifier, as it stands in `iss`. */
  readonly issuer: string;
  /** Checked against `aud` when given. */
  readonly audience?: string;
  /** The public client as which the auditor's page signs in; without it a token has to be pasted there. */
  readonly clientId?: string;
}

/** How webhooks are delivered; what is not set is as src/relay/ has it. */
export interface WebhookConfig {
  /** Networks (CIDR) that are not public and that webhooks may be sent to all the same. */
  readonly networks?: readonly string[];
  /** Whether they may be sent without TLS. */
  readonly http?: boolean;
  /** Seconds between attempts, growing; the last one again and again. */
  readonly pauses?: readonly number[];
  /** Seconds after which what was never received is given up. */
  readonly patience?: number;
  /** Seconds that a receiver may take. */
  readonly timeout?: number;
}

export interface Config {
  /** TCP port; 0 lets the system choose. */
  readonly port: number;
  /** Address to listen on: loopback unless HOST says otherwise (a container needs 0.0.0.0). */
  readonly host: string;
  /** Absolute path of the folder for keys and the embedded database. */
  readonly dataFolder: string;
  /** The running role's database; without it the embedded one is started. */
  readonly databaseUrl?: string;
  /** For migrations and rebuilds; without it `databaseUrl`. */
  readonly databaseAdminUrl?: string;
  /** Where readers reach the service: absolute, without slash at the end; undefined: on this machine. */
  readonly url?: string;
  /** Requests a second and actor; undefined: no limit. */
  readonly rateLimit?: number;
  readonly oidc?: OidcIssuer;
  readonly webhooks: WebhookConfig;
  readonly ledgerName: string; // the first part of the names of the newsrooms' logs
  readonly logLevel: LogLevel;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Why the server does not start, as one sentence for its operator. */
export class ConfigRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'ConfigRefused';
  }
}

const known = [
  'STET_DATA',
  'STET_LEDGER_NAME',
  'STET_RATE_LIMIT',
  'STET_URL',
  'STET_WEBHOOK_ALLOW',
  'STET_WEBHOOK_PAUSES',
  'STET_WEBHOOK_PATIENCE',
  'STET_WEBHOOK_TIMEOUT',
];

/** Throws `ConfigRefused` for the first variable that is not as it has to be. An empty variable counts as absent. */
export function readConfig(env: Environment): Config {
  refuseUnknown(env);
  const databaseUrl = databaseAddress(env, 'DATABASE_URL');
  const databaseAdminUrl = databaseAddress(env, 'DATABASE_ADMIN_URL');
  if (databaseAdminUrl && !databaseUrl) {
    throw new ConfigRefused(
      'DATABASE_ADMIN_URL is set without DATABASE_URL; set both, or neither for the embedded one.',
    );
  }
  return {
    port: wholeNumber(env, 'PORT', { least: 0, most: 65_535 }) ?? 3000,
    host: env['HOST'] || '127.0.0.1',
    dataFolder: resolve(env['STET_DATA'] || '.stet'),
    databaseUrl,
    databaseAdminUrl,
    url: siteUrl(env),
    rateLimit: wholeNumber(env, 'STET_RATE_LIMIT', { least: 1, most: 1_000_000 }),
    oidc: oidcIssuer(env),
    webhooks: webhooks(env),
    ledgerName: ledgerName(env),
    logLevel: logLevel(env),
  };
}

/** A misspelt setting would otherwise be a setting that silently does not count. */
function refuseUnknown(env: Environment): void {
  const unknown = Object.keys(env).find((name) => name.startsWith('STET_') && !known.includes(name));
  if (!unknown) return;
  const all = `${known.slice(0, -1).join(', ')} and ${known.at(-1)}`;
  throw new ConfigRefused(`${unknown} is no setting of Stet; its own settings are ${all}.`);
}

function wholeNumber(env: Environment, name: string, range: { least: number; most: number }): number | undefined {
  const text = env[name];
  if (!text) return undefined;
  const value = Number(text);
  if (/^\d{1,7}$/.test(text) && value >= range.least && value <= range.most) return value;
  const expected = `a whole number from ${range.least} to ${range.most}`;
  throw new ConfigRefused(`${name} is ${JSON.stringify(text)}, but has to be ${expected}.`);
}

function databaseAddress(env: Environment, name: string): string | undefined {
  const text = env[name];
  if (!text) return undefined;
  if (/^postgres(ql)?:$/.test(parsedUrl(text)?.protocol ?? '')) return text;
  // The value may hold a password, and a password with an odd character is what usually breaks it.
  const expected = 'postgres://user:password@host:port/database, special characters percent-encoded';
  throw new ConfigRefused(`${name} holds something (not shown) that is no address of the form ${expected}.`);
}

/** What stories say of themselves for good: nothing that a proxy or a reader's browser would make something else of. */
function siteUrl(env: Environment): string | undefined {
  const text = env['STET_URL'];
  if (!text) return undefined;
  const url = parsedUrl(text);
  const plain = url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password;
  if (plain) return url.href.replace(/\/+$/, '');
  throw new ConfigRefused(
    `STET_URL is ${JSON.stringify(text)}, but has to be an http or https URL without query, such as https://news.example.`,
  );
}

function oidcIssuer(env: Environment): OidcIssuer | undefined {
  const issuer = env['OIDC_ISSUER'];
  const audience = env['OIDC_AUDIENCE'] || undefined;
  const clientId = env['OIDC_CLIENT_ID'] || undefined;
  if (!issuer && audience)
    throw new ConfigRefused('OIDC_AUDIENCE is set without OIDC_ISSUER, whose tokens it would check.');
  if (!issuer && clientId)
    throw new ConfigRefused('OIDC_CLIENT_ID is set without OIDC_ISSUER, where it would sign in.');
  if (!issuer) return undefined;
  const url = parsedUrl(issuer);
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash) return { issuer, audience, clientId };
  throw new ConfigRefused(
    `OIDC_ISSUER is ${JSON.stringify(issuer)}, but has to be an http or https URL without query.`,
  );
}

function webhooks(env: Environment): WebhookConfig {
  const allowed = listed(env, 'STET_WEBHOOK_ALLOW', isAllowance, 'http, and networks such as 10.0.0.0/8');
  const seconds = (name: string): number[] | undefined =>
    listed(env, name, (text) => /^\d{1,6}(\.\d{1,3})?$/.test(text) && Number(text) > 0, 'seconds')?.map(Number);
  return {
    networks: allowed?.filter((one) => one !== 'http'),
    http: allowed?.includes('http'),
    pauses: seconds('STET_WEBHOOK_PAUSES'),
    patience: seconds('STET_WEBHOOK_PATIENCE')?.[0],
    timeout: seconds('STET_WEBHOOK_TIMEOUT')?.[0],
  };
}

function listed(
  env: Environment,
  name: string,
  isRight: (text: string) => boolean,
  expected: string,
): string[] | undefined {
  const list = env[name]?.split(',').map((text) => text.trim());
  if (list === undefined || env[name] === '') return undefined;
  const wrong = list.find((text) => !isRight(text));
  if (wrong === undefined) return list;
  throw new ConfigRefused(`${name} holds ${JSON.stringify(wrong)}, but has to be ${expected}, separated by commas.`);
}

function isAllowance(text: string): boolean {
  const [address = '', bits = ''] = text.split('/');
  const most = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return text === 'http' || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
}

function ledgerName(env: Environment): string {
  const text = env['STET_LEDGER_NAME'] || 'stet';
  if (/^[a-z0-9][a-z0-9./-]{0,99}$/.test(text) && !text.endsWith('/')) return text;
  throw new ConfigRefused(`STET_LEDGER_NAME is ${JSON.stringify(text)}, but has to be a name such as ledger.example.`);
}

function logLevel(env: Environment): LogLevel {
  const text = env['LOG_LEVEL'] || 'info';
  const level = logLevels.find((name) => name === text);
  if (level) return level;
  throw new ConfigRefused(`LOG_LEVEL is ${JSON.stringify(text)}, but has to be one of ${logLevels.join(', ')}.`);
}

function parsedUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
