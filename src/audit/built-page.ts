// The page as the build left it, read once; its HTML is told where to sign in.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { OidcIssuer } from '../config';

interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
}

interface PageHtml {
  /** As sent in ETag, quotes included. */
  readonly etag: string;
  readonly bytes: Buffer;
  /** Content-Security-Policy (CSP Level 3). */
  readonly policy: string;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** From dist/src/audit, and where the sources themselves run, from src/audit. */
const folders = [join(__dirname, '../../audit'), join(__dirname, '../../dist/audit')];

export class BuiltPage {
  private constructor(
    /** undefined: the page was not built. */
    readonly html: PageHtml | undefined,
    /** Scripts and styles by their names. */
    readonly files: ReadonlyMap<string, PageFile>,
  ) {}

  static read(oidc?: OidcIssuer): BuiltPage {
    const folder = folders.find((path) => existsSync(join(path, 'index.html')));
    if (folder === undefined) return new BuiltPage(undefined, new Map());
    const files = readdirSync(folder).flatMap((name) => {
      const type = types[extname(name)];
      return type === undefined ? [] : [[name, { type, bytes: readFileSync(join(folder, name)) }] as const];
    });
    return new BuiltPage(furnished(readFileSync(join(folder, 'index.html'), 'utf8'), oidc), new Map(files));
  }
}

function furnished(template: string, oidc?: OidcIssuer): PageHtml {
  const signIn = oidc?.clientId ? ` data-issuer="${escaped(oidc.issuer)}" data-client="${escaped(oidc.clientId)}"` : '';
  const bytes = Buffer.from(template.replace('<main id="page"', () => `<main id="page"${signIn}`));
  const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`;
  return { etag, bytes, policy: policyOf(oidc?.clientId ? oidc.issuer : undefined) };
}

/** Nothing but the page's own script and style runs; data come from this server, tokens from it or the issuer. */
function policyOf(issuer: string | undefined): string {
  const connect = issuer === undefined ? "'self'" : `'self' ${new URL(issuer).origin}`;
  return (
    `default-src 'none'; script-src 'self'; style-src 'self'; connect-src ${connect}; img-src 'self' data:; ` +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
  );
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string => text.replace(/[&"<>]/g, (sign) => entities[sign] ?? '');
