import type { Page } from '@playwright/test';

import { expect, expectAccessible, expectLanguage, expectNoSidewaysScroll, row, signInAs, test, visit } from './support';
import type { Lang } from './words';

const CITIES = 11;
const COUNTRIES = 162;
const taiyuan = { zh: '太原市', en: 'Taiyuan City' };

test('an assessor sees how far the ranks of a few cities can be trusted', async ({ page, lang, say, javaScriptEnabled }) => {
  await signInAs(page, 'assessor', lang);
  await page.goto('/work/indexes/shanxi/rounds/2025');
  await page.getByRole('link', { name: say('robustness.link') }).click();
  await expect(page).toHaveURL(/\/work\/indexes\/shanxi\/rounds\/2025\/robustness$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('robustness.title'));
  await healthy(page, lang, javaScriptEnabled !== false);
  // The demonstration's recipe asks for it.
  await expect(page.getByText(say('robustness.standard'), { exact: true })).toHaveCount(0);

  await test.step('each city has its interval, in bands', async () => {
    const table = page.getByRole('table', { name: say('robustness.intervals') });
    await expect(table.getByRole('rowheader', { name: taiyuan[lang] })).toBeVisible();
    await expect(table.locator('tbody tr:not(.band-head)')).toHaveCount(CITIES);
    await expect(table.locator('th[scope=rowgroup]').first()).toContainText(say('robustness.band', { n: 1 }));
    const ranks = await table.locator('tbody tr:not(.band-head)').evaluateAll((rows) =>
      rows.map((row) => {
        const cells = [...row.querySelectorAll('td.num')].map((cell) => cell.textContent?.trim() ?? '');
        return { rank: Number(cells[0]), ends: cells[1].split('–').map(Number) };
      }),
    );
    for (const { rank, ends } of ranks) {
      expect(ends[0], `${rank}`).toBeLessThanOrEqual(ends.at(-1) ?? 0);
      expect(rank).toBeGreaterThanOrEqual(1);
    }
  });

  await test.step('every pair is compared, by figure and weight of type', async () => {
    const matrix = page.getByRole('table', { name: say('robustness.dominance') });
    await expect(matrix.getByRole('rowheader')).toHaveCount(CITIES);
    await expect(matrix.locator('td b').first()).toHaveText(/^(9[5-9]|100|[0-5])$/);
  });

  await test.step('which choice matters, and what one indicator does', async () => {
    const drivers = page.getByRole('table', { name: say('robustness.drivers') });
    await expect(row(drivers, say('robustness.input_weights'))).toContainText('%');
    await expect(row(drivers, say('robustness.input_sampling'))).toBeVisible();
    const without = page.getByRole('table', { name: say('robustness.without_indicators') });
    const changes = await without.locator('tbody td.num').allInnerTexts();
    const figures = changes.map((text) => Number.parseFloat(text.replace(/^\D+/, '')));
    expect(figures).toEqual([...figures].sort((a, b) => b - a));
  });

  await test.step('how other methods would rank the same cities', async () => {
    const methods = page.getByRole('table', { name: say('other_methods.methods') });
    await expect(methods.locator('tbody tr')).toHaveCount(5);
    await expect(row(methods, 'TOPSIS')).toContainText(/\d\.\d{3}/);
    await page.locator('#other-methods summary').click();
    const ranks = page.getByRole('table', { name: say('other_methods.ranks') });
    // Only cities that have every value.
    const compared = await ranks.locator('tbody tr').count();
    expect(compared).toBeGreaterThan(2);
    await expect(page.locator('#other-methods')).toContainText(say('other_methods.compared', { n: compared }));
  });

  await test.step('how indicators hang together', async () => {
    await expect(page.locator('#correlations .matrix').first()).toBeVisible();
    await expect(page.getByRole('table', { name: say('robustness.coherence') })).toBeVisible();
    await page.locator('#correlations details summary').first().click();
    await expect(page.locator('#correlations details table')).toBeVisible();
    await healthy(page, lang, javaScriptEnabled !== false);
  });
});

test('of many countries neighbours are compared, and the page is quick', async ({ page, lang, say, javaScriptEnabled }) => {
  await signInAs(page, 'assessor', lang);
  const begun = Date.now();
  await visit(page, '/work/indexes/hfi/rounds/2016/robustness', lang);
  expect(Date.now() - begun, 'milliseconds, with a machine that does other things too').toBeLessThan(10_000);
  const table = page.getByRole('table', { name: say('robustness.intervals') });
  await expect(table.locator('tbody tr:not(.band-head)')).toHaveCount(COUNTRIES);
  await expect(page.locator('#dominance .matrix')).toHaveCount(0);
  await page.locator('#dominance summary').click();
  await expect(page.locator('#dominance tbody tr')).toHaveCount(COUNTRIES);
  await healthy(page, lang, javaScriptEnabled !== false);
});

test('what is wide moves in its own box', async ({ page, lang }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await signInAs(page, 'assessor', lang);
  await page.goto('/work/indexes/shanxi/rounds/2025/robustness');
  await expectNoSidewaysScroll(page);
  const box = page.locator('#dominance .table-box');
  const { inner, outer } = await box.evaluate((element) => ({ inner: element.scrollWidth, outer: element.clientWidth }));
  expect(inner).toBeGreaterThan(outer);
  await box.focus();
  await expect(box).toBeFocused();
});

test('the public sees rank intervals, bands, and what they mean', async ({ page, lang, say, javaScriptEnabled }) => {
  await visit(page, '/indexes/shanxi/2025', lang);
  const ranking = page.locator('table.ranking');
  await expect(ranking.locator('tbody tr')).toHaveCount(CITIES);
  const intervals = ranking.locator('tbody td.interval');
  await expect(intervals.filter({ hasText: /\d+–\d+/ }).first(), 'some ranks move').toBeVisible();
  await expect(intervals.filter({ hasText: /^\d+(?!–)/ }).first(), 'one that never moves is a single figure').toBeVisible();
  await expect(ranking.locator('.band-name').first()).toHaveText(say('edition.band', { n: 1 }));

  await test.step('in another order there are no bands', async () => {
    await page.goto('/indexes/shanxi/2025?sort=name');
    await expect(ranking.locator('.band-name')).toHaveCount(0);
    await expect(intervals.filter({ hasText: '–' }).first()).toBeVisible();
    await page.goBack();
  });

  await test.step('the method says how they are computed', async () => {
    await page.getByRole('link', { name: say('edition.intervals_link') }).click();
    await expect(page).toHaveURL(/\/method#rank-intervals$/);
    await expect(page.locator('#rank-intervals')).toBeVisible();
    await page.goBack();
  });

  await test.step('a city has its own', async () => {
    await ranking.getByRole('link', { name: taiyuan[lang] }).click();
    await expect(page.locator('.stats')).toContainText(lang === 'zh' ? /名次区间 \d+/ : /rank interval \d+/);
    await healthy(page, lang, javaScriptEnabled !== false);
  });

  await test.step('where only grades are published there is none', async () => {
    await visit(page, '/indexes/shanxi/2025/v2', lang);
    await expect(page.locator('.interval, .band-name, .about-intervals')).toHaveCount(0);
  });
});

async function healthy(page: Page, lang: Lang, script: boolean): Promise<void> {
  await expectLanguage(page, lang);
  await expectNoSidewaysScroll(page);
  if (script) await expectAccessible(page);
}
