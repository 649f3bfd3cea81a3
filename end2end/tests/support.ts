import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Locator, type Page, test as base } from '@playwright/test';

import { type Lang, role, word } from './words';

export { expect };
export type { Lang };

/** The folder of the project. */
export const root = join(__dirname, '../..');
/** Files to upload and to compare with. */
export const fixtures = join(root, 'fixtures');

/** What a project chooses. */
export interface Options {
  /** The language its visitors speak; their browser asks for it. */
  lang: Lang;
}

interface Fixtures {
  /** What the interface says, in the language of the project. */
  say: (key: string, values?: Record<string, string | number>) => string;
  /** Somebody else, at a browser of their own, who speaks the same language. */
  someoneElse: () => Promise<Page>;
  /** A name that no other journey uses. */
  unique: (stem: string) => string;
  /** Every page of every journey is watched. */
  watched: void;
}

export const test = base.extend<Options & Fixtures>({
  lang: ['zh', { option: true }],

  say: async ({ lang }, use) => {
    await use((key, values) => word(lang, key, values));
  },

  unique: async ({}, use, info) => {
    // A journey that is run again finds nothing of its own.
    const again = info.repeatEachIndex + info.retry;
    await use((stem) => `${stem}-${info.project.name}${again ? `-${again}` : ''}`);
  },

  someoneElse: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    const faults: (() => string[])[] = [];
    await use(async () => {
      const context = await browser.newContext();
      contexts.push(context);
      faults.push(watch(context));
      return context.newPage();
    });
    for (const context of contexts) await context.close();
    expect(faults.flatMap((found) => found()), 'nothing went wrong behind the pages of others').toEqual([]);
  },

  watched: [
    async ({ context }, use) => {
      const faults = watch(context);
      await use();
      expect(faults(), 'nothing went wrong behind the page').toEqual([]);
    },
    { auto: true },
  ],
});

/**
 * Notes whatever goes wrong: console errors (policy violations are among them), exceptions, failed requests, 5xx.
 * A page that says 404 or 422 is an answer, and the browser's remark about it no fault of the page.
 */
function watch(context: BrowserContext): () => string[] {
  const faults: string[] = [];
  const remarks: { text: string; url: string }[] = [];
  const answers = new Set<string>();
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    const url = withoutFragment(message.location().url);
    const text = `console: ${message.text()} (${url})`;
    if (/the server responded with a status of 4/.test(text)) remarks.push({ text, url });
    else faults.push(text);
  });
  context.on('weberror', (error) => faults.push(`exception: ${error.error().message} (${error.page()?.url()})`));
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // A download, or a page that was left; what a policy stops is told by the console.
    if (why !== 'net::ERR_ABORTED' && why !== 'csp') faults.push(`request failed: ${why} (${request.url()})`);
  });
  context.on('response', (response) => {
    if (response.status() >= 500) faults.push(`status ${response.status()} (${response.url()})`);
    if (response.status() >= 400 && response.request().isNavigationRequest()) answers.add(withoutFragment(response.url()));
  });
  return () => [...faults, ...remarks.filter((remark) => !answers.has(remark.url)).map((remark) => remark.text)];
}

/** What was asked for: where on its page to go is the browser's own matter. */
function withoutFragment(url: string): string {
  return url.replace(/#.*$/, '');
}

/**
 * No violation of WCAG 2.2 AA that a program can find. Like language and width of a page, one that is found fails the
 * journey, but does not end it: the pages after it are looked at too.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    .analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${help}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
  );
  expect.soft(found, `axe on ${page.url()}`).toEqual([]);
}

/** The page fits its window: nothing is cut off at the right, nothing must be pushed sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const scrolls = (element: Element | null): boolean =>
      element !== null && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > room + 1 && !scrolls(element.parentElement))
      .slice(0, 3)
      .map((element) => element.outerHTML.slice(0, 120));
  });
  expect.soft(wide, `wider than its window: ${page.url()}`).toEqual([]);
}

/** Names and file kinds that stay Latin in Chinese. */
const LATIN = /Chengping|CSV|XLSX?|ODS|JSON|PDF|OFD|PNG|JPEG|TIFF|DOCX|PPTX|SHA-?256|PPP|MB|MiB|PM2\.5|hfi|English|https?:\S+|\S+@\S+|\S+\.(csv|txt|xlsx|json)|\w+_\w+/g;

/** Names of people are what they are: those of the demonstration are Chinese. */
const PEOPLE = /(填报人|负责人)（示例）/g;

/** The page speaks the visitor's language: heads, labels, buttons and links that are the interface's own. */
export async function expectLanguage(page: Page, lang: Lang): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', lang === 'zh' ? 'zh-CN' : 'en');
  const texts = await page.evaluate(() => {
    const own = 'title, h1, h2, h3, th[scope=col], label, legend, button, summary, caption, dt, nav a, .badge';
    return [...document.querySelectorAll(own)]
      .filter((element) => !element.closest('[lang]:not(html), code, .mono, .unit'))
      .map((element) => element.textContent?.trim() ?? '');
  });
  const foreign = lang === 'zh' ? /[A-Za-z]{3,}/ : /[\u4e00-\u9fff]/;
  const site = word('zh', 'common.site_name');
  const wrong = texts
    .map((text) => (lang === 'zh' ? text.replace(LATIN, '') : text.replaceAll(site, '').replace(PEOPLE, '')))
    .filter((text) => foreign.test(text));
  expect.soft(wrong, `not ${lang}: ${page.url()}`).toEqual([]);
}

/** Every page a visitor sees answers, speaks their language and fits their window. */
export async function visit(page: Page, url: string, lang: Lang, status = 200): Promise<void> {
  const response = await page.goto(url);
  expect(response?.status(), url).toBe(status);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectLanguage(page, lang);
  await expectNoSidewaysScroll(page);
}

/** Signs in as one of the listed demonstration accounts. */
export async function signInAs(page: Page, who: keyof typeof role, lang: Lang): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: word(lang, 'account.sign_in_as', { role: role[who][lang] }) }).click();
  await expect(page).toHaveURL(who === 'operator' ? /\/admin\/accounts$/ : /\/work$/);
}

/** The control with a label; the word for required or optional after it does not count. */
export function field(inside: Page | Locator, label: string, lang: Lang): Locator {
  const marks = ['common.required', 'common.optional'].map((key) => word(lang, key)).join('|');
  return inside.getByLabel(new RegExp(`^\\s*${literal(label)}\\s*(${marks})?\\s*$`));
}

/** A text as a regular expression. */
export function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A row of a table, by its header cell. */
export function row(inside: Page | Locator, name: string | RegExp): Locator {
  const page = 'goto' in inside ? inside : inside.page();
  return inside.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
}

/** A cell that holds this text and no more. Not by its role: on a phone the name of a cell begins with its column. */
export function cell(inside: Page | Locator, text: string): Locator {
  return inside.locator('td').filter({ hasText: new RegExp(`^\\s*${literal(text)}\\s*$`) });
}

const run = promisify(execFile);

/** The program under test; `scripts/env` knows where it is. */
export const program =
  process.env.END2END_PROGRAM ??
  execFileSync('bash', ['-c', '. scripts/env && printf %s "$CHENGPING_BIN"'], {
    cwd: root,
    encoding: 'utf8',
  });

/** What `chengping verify --json` says of a file. */
export async function verify(file: string): Promise<{ identical: boolean; first_difference: unknown; sha256: string }> {
  // Exit code 1 says that the file is not identical; the answer is printed all the same.
  const { stdout } = await run(program, ['verify', '--json', file]).catch((error: { code?: number; stdout?: string }) => {
    if (error.code === 1 && error.stdout) return { stdout: error.stdout };
    throw error;
  });
  return JSON.parse(stdout);
}
