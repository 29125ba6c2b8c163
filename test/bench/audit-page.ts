// The auditor's page on an article of 2,000 revisions, in a headless Chromium: milliseconds until it is open, and from a
// key or a pull at the slider until the text of the revision is drawn. Without a Chromium there is nothing to measure.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from 'playwright-core';
import { TimingClient } from './client';
import { caughtUp } from './history';
import { median, type BenchRow } from './row';
import { seedArticles } from './seed';
import { startServiceProcess } from './servers';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const revisions = 2000;

export async function benchAuditPage(url: string, openings = 9, steps = 120): Promise<BenchRow[]> {
  if (!existsSync(executablePath)) return [];
  const [id = ''] = await seedArticles(url, 1, revisions);
  const service = await startServiceProcess({ databaseUrl: url });
  const authorization = await service.authorization('editor');
  const client = new TimingClient({ authorization });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const address = `${service.url}/audit?newsroom=main&article=${id}`;
  try {
    await caughtUp(client, `${service.url}/v1/main`);
    const token = authorization.replace('Bearer ', '');
    const opened: number[] = [];
    for (let nth = 0; nth < openings; nth += 1) opened.push(await timeOpening(browser, token, address));
    const page = await openedPage(browser, token, `${address}&revision=1000`);
    const keys = await page.evaluate<number[]>(`(${timeSteps})(${steps}, (input, at) => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
      return at + 1;
    })`);
    const pulls = await page.evaluate<number[]>(`(${timeSteps})(${steps}, (input, at) => {
      const next = 1 + (at * 7919) % ${revisions};
      input.value = next;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      return next;
    })`);
    return [
      { name: `opening an article of ${revisions} revisions, p50 ms`, value: median(opened), atMost: 1000 },
      { name: '  slowest', value: Math.max(...opened) },
      { name: 'a step by key, p50 ms', value: median(keys), atMost: 50 },
      { name: '  p95', value: p95(keys), atMost: 50 },
      { name: 'a pull to anywhere, p50 ms', value: median(pulls), atMost: 50 },
      { name: '  p95', value: p95(pulls) },
      { name: 'the page, kB gzip', value: bundleSize(), atMost: 30 },
    ];
  } finally {
    await browser.close();
    client.close();
    await service.stop();
  }
}

/** In the page: a step each 100 ms; each is timed until the text of its revision is in the document. */
const timeSteps = `async (steps, step) => {
  const input = document.querySelector('input[aria-label=Revision]');
  const drawn = (revision) => document.querySelector('[data-revision="' + revision + '"][aria-busy=false]');
  const times = [];
  for (let nth = 0, at = Number(input.value); nth < steps; nth += 1) {
    await new Promise((done) => setTimeout(done, 100));
    const start = performance.now();
    at = step(input, at);
    await new Promise((done) => {
      const observer = new MutationObserver(look);
      function look() {
        if (!drawn(at)) return;
        observer.disconnect();
        done();
      }
      observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      look();
    });
    // What was changed has to be laid out too.
    document.body.getBoundingClientRect();
    times.push(performance.now() - start);
  }
  return times;
}`;

/** Milliseconds from the navigation to timeline, slider and text, with nothing in the browser's cache. */
async function timeOpening(browser: Browser, token: string, address: string): Promise<number> {
  const page = await openedPage(browser, token, address);
  const milliseconds = await page.evaluate<number>('opened');
  await page.close();
  return milliseconds;
}

/** Counted in the page, from its own beginning: a new window is the browser's work, and a question to it takes time. */
const noteOpening = `new MutationObserver((_, observer) => {
  if (!document.querySelector('.chart path') || !document.querySelector('[data-revision][aria-busy=false]')) return;
  observer.disconnect();
  document.body.getBoundingClientRect();
  window.opened = performance.now();
}).observe(document, { subtree: true, childList: true, attributes: true });`;

async function openedPage(browser: Browser, token: string, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(`sessionStorage.setItem('stet-token', '${token}'); ${noteOpening}`);
  await page.goto(address);
  await page.waitForSelector('.chart path');
  await page.waitForSelector('[data-revision][aria-busy=false]');
  return page;
}

const p95 = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? NaN;

function bundleSize(): number {
  const folder = resolve(__dirname, '../../dist/audit');
  const bytes = readdirSync(folder).map((name) => gzipSync(readFileSync(`${folder}/${name}`)).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}
