import type { Locator, Page, Response } from '@playwright/test';

import { node } from './hfi';
import { expect, expectAccessible, expectLanguage, expectNoSidewaysScroll, field, test } from './support';
import { type Lang, word } from './words';

const RANKING = '/indexes/hfi/2016';
const REWEIGH = `${RANKING}/v1/reweigh`;

/** A row as it is shown. */
interface Shown {
  name: string;
  yours: string;
  official: string;
  score: string;
}

test('whoever asks for other weights gets the same engine, and sees the ranking move', async ({ page, lang, say }) => {
  const modules: Response[] = [];
  page.on('response', (response) => {
    if (/\.(wasm|js)$/.test(new URL(response.url()).pathname)) modules.push(response);
  });

  await test.step('no WASM is loaded before it is asked for', async () => {
    await page.goto(RANKING, { waitUntil: 'networkidle' });
    expect(modules.map((response) => response.url())).toEqual([]);
    await page.getByRole('link', { name: say('edition.reweigh') }).click();
    await expect(page).toHaveURL(new RegExp(`${REWEIGH}$`));
    await expect(reset(page, lang), 'the island is alive').toBeEnabled();
    await expectLanguage(page, lang);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });

  await test.step('the island is small', async () => {
    const sizes = await Promise.all(modules.map(async (response) => (await response.request().sizes()).responseBodySize));
    expect(modules.some((response) => response.url().endsWith('.wasm'))).toBe(true);
    for (const response of modules) expect(response.headers()['content-encoding'], response.url()).toBe('br');
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
  });

  const official = await rows(page);
  await test.step('it begins with the official ranking', async () => {
    expect(official).toHaveLength(162);
    expect(official.filter((row) => row.yours !== row.official)).toEqual([]);
    await expect(summary(page)).toHaveText(say('reweigh.at_official'));
  });

  await test.step('all weight on one dimension ranks as the server ranks that dimension', async () => {
    await weigh(page, 'pf_score', 100, lang);
    await weigh(page, 'ef_score', 0, lang);
    await expect(summary(page)).toHaveText(/\d/);
    const moved = await rows(page);
    expect(moved.some((row) => row.yours !== row.official)).toBe(true);
    const pinned = new Map(official.map((row) => [row.name, row.official]));
    expect(moved.filter((row) => row.official !== pinned.get(row.name)), 'the official rank stays').toEqual([]);
    expect(moved.map((row) => Number(row.yours)), 'in the order of the new ranks').toEqual(
      moved.map((row) => Number(row.yours)).sort((a, b) => a - b),
    );
    const native = await ranksOfDimension(page, 'pf_score');
    expect(native.size).toBe(162);
    expect(moved.filter((row) => row.yours !== native.get(row.name))).toEqual([]);
  });

  await test.step('the official weights, computed in the browser, give every official rank and score', async () => {
    await weigh(page, 'pf_score', 50, lang);
    await weigh(page, 'ef_score', 50, lang);
    await expect(summary(page)).toHaveText(say('reweigh.at_official'));
    expect(await rows(page)).toEqual(official);
  });

  await test.step('without any weight it says so; the button brings the official weights back', async () => {
    await weigh(page, 'pf_score', 0, lang);
    await weigh(page, 'ef_score', 0, lang);
    await expect(summary(page)).toHaveText(say('reweigh.no_weight'));
    await reset(page, lang).click();
    await expect(summary(page)).toHaveText(say('reweigh.at_official'));
    await expect(weight(page, 'pf_score', lang)).toHaveValue('50');
    expect(await rows(page)).toEqual(official);
  });

  await test.step('a slider moves by keyboard', async () => {
    const slider = page.getByRole('slider').first();
    await slider.focus();
    await slider.press('ArrowRight');
    await expect(weight(page, 'pf_score', lang)).toHaveValue('51');
    await expectAccessible(page);
  });
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the official ranking stands there, and why nothing moves', async ({ page, lang, say }) => {
    await page.goto(REWEIGH);
    // Playwright looks for no text in a noscript element itself.
    await expect(page.locator('noscript p')).toHaveText(say('reweigh.no_script'));
    const shown = await rows(page);
    expect(shown).toHaveLength(162);
    expect(shown.filter((row) => row.yours !== row.official)).toEqual([]);
    await expect(reset(page, lang)).toBeDisabled();
  });
});

/** The sentence that says what moved; the shares beside the sliders are status regions too. */
function summary(page: Page): Locator {
  return page.locator('p[role=status]');
}

function reset(page: Page, lang: Lang): Locator {
  return page.getByRole('button', { name: word(lang, 'reweigh.reset') });
}

function weight(page: Page, dimension: string, lang: Lang): Locator {
  return field(page, word(lang, 'reweigh.weight_of', { name: node(dimension, lang) }), lang);
}

async function weigh(page: Page, dimension: string, value: number, lang: Lang): Promise<void> {
  await weight(page, dimension, lang).fill(String(value));
  await weight(page, dimension, lang).press('Tab');
}

/** All rows, from top to bottom. */
async function rows(page: Page): Promise<Shown[]> {
  return page.locator('table.ranking tbody tr').evaluateAll((rows) =>
    rows.map((row) => {
      const text = (selector: string) => row.querySelector(selector)?.textContent?.trim() ?? '';
      return { name: text('.name'), yours: text('.rank'), official: text('.pinned'), score: text('.score') };
    }),
  );
}

/** The ranks on a dimension, as the server computed them. */
async function ranksOfDimension(page: Page, code: string): Promise<Map<string, string>> {
  const there = await page.context().newPage();
  await there.goto(`${RANKING}/v1/indicators/${code}`);
  const ranks = await there.locator('main table tbody tr').evaluateAll((rows) =>
    rows.map((row) => [row.querySelector('th')?.textContent?.trim() ?? '', row.querySelector('td')?.textContent?.trim() ?? '']),
  );
  await there.close();
  return new Map(ranks as [string, string][]);
}
