// A Chromium (CHROMIUM, or where Debian puts it) with the auditor's page in it.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const axePath = createRequire(__filename).resolve('axe-core/axe.min.js');

/** `describe` where there is a browser; else the tests are skipped by name. */
export const describeInBrowser = existsSync(executablePath) ? describe : describe.skip;

export const startBrowser = (): Promise<Browser> => chromium.launch({ executablePath, args: ['--no-sandbox'] });

export const phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 900 };

/** A page of its own; with a token it is signed in. */
export async function openPage(
  browser: Browser,
  address: string,
  { token, ...options }: BrowserContextOptions & { token?: string } = {},
): Promise<Page> {
  const page = await browser.newPage({ viewport: desk, ...options });
  page.setDefaultTimeout(15_000);
  if (token !== undefined) await page.addInitScript(`sessionStorage.setItem('stet-token', '${token}')`);
  await page.goto(address);
  return page;
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Puts axe into the page, which has to have been opened with `bypassCSP`. */
export const bringAxe = (page: Page) => page.addScriptTag({ path: axePath });

/** What axe, which is in the page, finds, rule by rule. On what is right it makes no report: nobody reads it. */
export async function violationsIn(page: Page): Promise<string[][]> {
  const run = "axe.run({ resultTypes: ['violations'] })";
  const { violations } = await page.evaluate<{ violations: readonly Violation[] }>(run);
  return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
}

/** The same for a page that axe is not in yet. */
export async function violationsOf(page: Page): Promise<string[][]> {
  await bringAxe(page);
  return violationsIn(page);
}
