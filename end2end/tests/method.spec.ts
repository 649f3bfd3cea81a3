import { join } from 'node:path';

import type { Locator, Page } from '@playwright/test';

import {
  expect,
  expectAccessible,
  expectLanguage,
  expectNoSidewaysScroll,
  field,
  fixtures,
  row,
  signInAs,
  test,
} from './support';
import { type Lang, stage } from './words';

/** One value is missing: how long a permit takes in the fifth city. */
const PERIOD = '2024';

test('an assessor tries a method, saves it, and the public reads what was chosen', async ({ page, someoneElse, lang, say, unique, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const slug = unique('balanced');
  const round = `/work/indexes/${slug}/rounds/${PERIOD}`;
  const open = `/indexes/${slug}/${PERIOD}`;
  const script = javaScriptEnabled !== false;
  const preview = page.locator('#preview');
  const ranking = preview.getByRole('table', { name: say('recipe.preview_table') });

  await signInAs(page, 'assessor', lang);
  await newIndex(page, slug, lang, say);

  await test.step('the round says how it is scored, and leads to its method', async () => {
    await page.goto(round);
    await expect(page.locator('#recipe')).toContainText(say('recipe.none'));
    await page.getByRole('link', { name: say('recipe.edit') }).click();
    await expect(page).toHaveURL(new RegExp(`${round}/method$`));
    await expect(preview).toContainText(say('recipe.preview_hint'));
    await healthy(page, lang, script);
  });

  await test.step('a geometric mean of zeros is refused in the preview, with the reason', async () => {
    await page.getByRole('radio', { name: say('recipe.min_max') }).check();
    await unfold(page, say('recipe.by_level'));
    await top(page, say, lang).selectOption('geometric-mean');
    await page.getByRole('button', { name: say('recipe.preview'), exact: true }).click();
    await expect(preview).toContainText(say('recipe.preview_refused'));
    await expect(top(page, say, lang), 'what was chosen stays').toHaveValue('geometric-mean');
    await healthy(page, lang, script);
  });

  await test.step('with a base of 60, gaps filled and robustness, ranks stand beside those of the saved recipe', async () => {
    await page.getByRole('radio', { name: say('recipe.efficacy') }).check();
    await page.getByRole('radio', { name: say('recipe.impute_median') }).check();
    await page.getByRole('checkbox', { name: say('recipe.robustness') }).check();
    await page.getByRole('button', { name: say('recipe.preview'), exact: true }).click();
    await expect(ranking.getByRole('row')).toHaveCount(1 + 6);
    await expect(ranking.getByRole('columnheader', { name: say('recipe.preview_interval_head') })).toBeVisible();
    await expect(preview).toContainText(say('recipe.preview_imputed', { n: 1 }));
    await expect(page.getByRole('radio', { name: say('recipe.efficacy') })).toBeChecked();
    await healthy(page, lang, script);
  });

  if (script) {
    await test.step('with script the preview follows what is changed', async () => {
      await page.getByRole('radio', { name: say('recipe.impute_none') }).check();
      await expect(page.getByRole('status').filter({ hasText: say('recipe.preview_done') })).toBeVisible();
      await expect(preview).not.toContainText(say('recipe.preview_imputed', { n: 1 }));
      await page.getByRole('radio', { name: say('recipe.impute_median') }).check();
      await expect(preview).toContainText(say('recipe.preview_imputed', { n: 1 }));
    });
  }

  await test.step('nothing is saved until it is', async () => {
    const other = await page.context().newPage();
    await other.goto(`${round}/method`);
    await expect(other.getByRole('radio', { name: say('recipe.none'), exact: true })).toBeChecked();
    await other.close();
    await page.getByRole('button', { name: say('recipe.save') }).click();
    await expect(page).toHaveURL(new RegExp(`${round}\\?done=recipe`));
    const summary = page.locator('#recipe');
    await expect(summary).toContainText(say('recipe.efficacy'));
    await expect(summary).toContainText(say('recipe.summary_impute', { name: say('recipe.impute_median') }));
    await expect(summary).toContainText(say('recipe.summary_levels', { n: 1 }));
    await expect(summary).toContainText(say('recipe.summary_robustness', { runs: 1000 }));
  });

  await test.step('what was chosen stands in the form again', async () => {
    await page.goto(`${round}/method`);
    await expect(page.getByRole('radio', { name: say('recipe.efficacy') })).toBeChecked();
    await expect(top(page, say, lang)).toHaveValue('geometric-mean');
    await expect(page.getByRole('checkbox', { name: say('recipe.robustness') })).toBeChecked();
  });

  await test.step('once published, the public method page shows it', async () => {
    await page.goto(`${round}/publish`);
    await page.getByRole('radio', { name: stage.final[lang], exact: true }).check();
    await page.getByRole('button', { name: say('publish.button', { version: 1 }) }).click();
    await expect(page.getByText(say('job.finished'), { exact: true })).toBeVisible({ timeout: 30_000 });
    const anyone = await someoneElse();
    await anyone.goto(`${open}/v1/method`);
    const main = anyone.locator('main');
    await expect(main).toContainText(lang === 'zh' ? '几何平均' : /geometric mean/i);
    await expect(main).toContainText(lang === 'zh' ? '中位数' : /median/i);
    await expect(main).toContainText(lang === 'zh' ? '功效系数' : /efficacy/i);
    await expectLanguage(anyone, lang);
    await expectNoSidewaysScroll(anyone);
  });

  await test.step('and what imputation does to the result, there and for the assessor', async () => {
    const anyone = await someoneElse();
    await anyone.goto(`${open}/v1/method`);
    const shown = anyone.locator('#imputation').getByRole('table', { name: say('imputation.caption') });
    await expect(shown.getByRole('row')).not.toHaveCount(1);
    await page.goto(`${round}/robustness`);
    await expect(page.locator('#imputation').getByRole('table', { name: say('imputation.caption') })).toBeVisible();
    await expect(page.locator('#imputation')).toContainText(say('imputation.title'));
    await healthy(page, lang, script);
  });
});

test('gaps are filled from other years, and other methods may have other numbers', async ({ page, lang, say, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  await signInAs(page, 'assessor', lang);
  await page.goto('/work/indexes/hfi/rounds/2010/method');
  const preview = page.locator('#preview');

  await test.step('which years there are stands beside the choice', async () => {
    await expect(page.locator('#step-impute')).toContainText('2008');
    await expect(page.locator('#step-impute')).toContainText('2016');
  });

  await test.step('a straight line between the years gives values that are missing', async () => {
    await page.getByRole('radio', { name: say('recipe.impute_linear') }).check();
    await page.getByRole('button', { name: say('recipe.preview'), exact: true }).click();
    await expect(preview).toContainText(lang === 'zh' ? /插补 [1-9]\d* 个值/ : /[1-9]\d* values imputed/);
  });

  await test.step('a number of another method that cannot be is found beside its field', async () => {
    await page.getByRole('checkbox', { name: say('recipe.robustness') }).check();
    await unfold(page, say('recipe.robustness_options'));
    await page.getByRole('checkbox', { name: say('recipe.efficacy'), exact: true }).check();
    await unfold(page, say('recipe.own_numbers'));
    const name = say('recipe.number_of', { method: say('recipe.efficacy'), number: say('recipe.efficacy_span') });
    await page.getByLabel(name, { exact: true }).fill('many');
    await page.getByRole('button', { name: say('recipe.preview'), exact: true }).click();
    await expect(page.getByLabel(name, { exact: true })).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel(name, { exact: true }).fill('10');
    await page.getByRole('button', { name: say('recipe.preview'), exact: true }).click();
    await expect(page.getByRole('checkbox', { name: say('recipe.efficacy'), exact: true })).toBeChecked();
    await expect(page.getByLabel(name, { exact: true })).toHaveValue('10');
    await expect(page.getByLabel(name, { exact: true })).not.toHaveAttribute('aria-invalid', 'true');
    await healthy(page, lang, javaScriptEnabled !== false);
  });
});

/** The aggregation of the overall score. */
function top(page: Page, say: (key: string) => string, lang: Lang): Locator {
  return field(page, say('recipe.level_top'), lang);
}

/** Opens what is rarely needed, if it is closed. */
async function unfold(page: Page, summary: string): Promise<void> {
  const details = page.locator('summary', { hasText: summary }).locator('..');
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
}

/** An index with the small tree and table. */
async function newIndex(page: Page, slug: string, lang: Lang, say: (key: string, values?: Record<string, string>) => string): Promise<void> {
  await page.goto('/work/indexes/new');
  await field(page, say('work.slug'), lang).fill(slug);
  const texts = {
    name: ['均衡指数（示例）', 'Balance index (sample)'],
    summary: ['城市各方面是否均衡。', 'How balanced cities are.'],
    source: ['示例数据。', 'Sample data.'],
    licence: ['可自由使用。', 'Free to use.'],
    unit_noun: ['城市', 'cities'],
    contact: ['objections@example.org', 'objections@example.org'],
  };
  for (const [key, [zh, en]] of Object.entries(texts)) {
    await field(page, say('work.in_chinese', { label: say(`work.${key}`) }), lang).fill(zh);
    await field(page, say('work.in_english', { label: say(`work.${key}`) }), lang).fill(en);
  }
  await page.getByRole('button', { name: say('work.create_button') }).click();
  await expect(page).toHaveURL(new RegExp(`/work/indexes/${slug}$`));
  await page.goto(`/work/indexes/${slug}/instrument`);
  await page.locator('input[type=file]').setInputFiles(join(fixtures, 'small/tree.csv'));
  await page.getByRole('button', { name: say('upload.upload') }).click();
  await expect(page).toHaveURL(/done=instrument/);
  await page.goto(`/work/indexes/${slug}/data`);
  await page.locator('input[type=file]').setInputFiles(join(fixtures, 'small/table.xlsx'));
  await page.getByRole('button', { name: say('upload.upload') }).click();
  await expect(page.getByText(say('job.finished'), { exact: true })).toBeVisible({ timeout: 20_000 });
  await page.goto(`/work/indexes/${slug}`);
  await expect(row(page.locator('main'), new RegExp(PERIOD)).or(page.getByText(PERIOD)).first()).toBeVisible();
}

async function healthy(page: Page, lang: Lang, script: boolean): Promise<void> {
  await expectLanguage(page, lang);
  await expectNoSidewaysScroll(page);
  if (script) await expectAccessible(page);
}
