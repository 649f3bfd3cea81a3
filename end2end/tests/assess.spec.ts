import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page, TestInfo } from '@playwright/test';

import {
  cell,
  expect,
  expectAccessible,
  expectLanguage,
  expectNoSidewaysScroll,
  field,
  fixtures,
  row,
  signInAs,
  test,
  verify,
} from './support';
import { type Lang, stage } from './words';

const PERIOD = '2025';

test('an assessor takes an index from an empty form to a corrected edition', async ({ page, someoneElse, lang, say, unique, javaScriptEnabled }, info) => {
  test.setTimeout(120_000);
  const slug = unique('livable');
  const work = `/work/indexes/${slug}`;
  const round = `${work}/rounds/${PERIOD}`;
  const open = `/indexes/${slug}/${PERIOD}`;
  const script = javaScriptEnabled !== false;
  const anyone = await someoneElse();

  await test.step('an empty form is answered by all that is missing, and nothing typed is lost', async () => {
    await signInAs(page, 'assessor', lang);
    await page.getByRole('link', { name: say('work.new_index') }).click();
    await field(page, say('work.slug'), lang).fill('Not A Slug');
    await field(page, say('work.in_chinese', { label: say('work.summary') }), lang).fill('城市宜居的程度。');
    await page.getByRole('button', { name: say('work.create_button') }).click();
    await expect(page.getByRole('alert').getByRole('heading')).toHaveText(say('common.something_wrong'));
    await expect(page.getByRole('alert').getByRole('link')).toHaveCount(6);
    await expect(field(page, say('work.slug'), lang)).toHaveValue('Not A Slug');
    await expect(field(page, say('work.in_chinese', { label: say('work.summary') }), lang)).toHaveValue('城市宜居的程度。');
    const name = field(page, say('work.in_chinese', { label: say('work.name') }), lang);
    await expect(name).toHaveAttribute('aria-invalid', 'true');
    await page.getByRole('alert').locator('a[href="#name_zh"]').click();
    await expect(name).toBeFocused();
    await healthy(page, lang, script);
  });

  await test.step('the index is created', async () => {
    await field(page, say('work.slug'), lang).fill(slug);
    const texts = {
      name: ['宜居指数（示例）', 'Livability index (sample)'],
      source: ['示例数据。', 'Sample data.'],
      licence: ['可自由使用。', 'Free to use.'],
      unit_noun: ['城市', 'cities'],
      contact: ['objections@example.org', 'objections@example.org'],
    };
    for (const [key, [zh, en]] of Object.entries(texts)) {
      await field(page, say('work.in_chinese', { label: say(`work.${key}`) }), lang).fill(zh);
      await field(page, say('work.in_english', { label: say(`work.${key}`) }), lang).fill(en);
    }
    await field(page, say('work.in_english', { label: say('work.summary') }), lang).fill('How pleasant cities are.');
    await page.getByRole('button', { name: say('work.create_button') }).click();
    await expect(page).toHaveURL(new RegExp(`${work}$`));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(lang === 'zh' ? '宜居指数（示例）' : 'Livability index (sample)');
    await healthy(page, lang, script);
  });

  await test.step('a broken tree is answered by every problem with its cell, and changes nothing', async () => {
    await page.getByRole('link', { name: say('work.upload_instrument') }).click();
    await choose(page, join(fixtures, 'broken/tree_broken.csv'), script);
    await page.getByRole('button', { name: say('upload.upload') }).click();
    await expectProblems(page, say('upload.problems_caption'), 'tree_broken.csv', ['A6', 'C8', 'D9', 'A10']);
    await expect(page.getByRole('alert')).toContainText(say('upload.problems_next'));
    await expect(page.getByText(say('upload.instrument_empty'))).toBeVisible();
    await healthy(page, lang, script);
  });

  await test.step('a good tree is read and shown', async () => {
    await choose(page, join(fixtures, 'small/tree.csv'), script);
    await page.getByRole('button', { name: say('upload.upload') }).click();
    await expect(page).toHaveURL(/done=instrument/);
    await expect(page.getByRole('status').filter({ hasText: say('upload.instrument_done') })).toBeVisible();
    const tree = page.getByRole('table', { name: say('upload.instrument_title') });
    await expect(tree.getByRole('row')).toHaveCount(1 + 8);
    await expect(row(tree, /pm25/)).toContainText(say('upload.negative'));
    await healthy(page, lang, script);
  });

  await test.step('a broken table is answered by every problem with sheet and cell', async () => {
    await page.goto(`${work}/data`);
    await choose(page, join(fixtures, 'broken/table_broken.xlsx'), script);
    await page.getByRole('button', { name: say('upload.upload') }).click();
    await expect(page).toHaveURL(/\/work\/jobs\/\d+/);
    await expect(page.getByText(say('job.failed'), { exact: true })).toBeVisible({ timeout: 20_000 });
    const problems = await expectProblems(page, say('upload.problems_caption'), 'table_broken.xlsx', ['F4', 'H5', 'G6', 'I7', 'B9', 'B10']);
    const sheets = await problems.locator(`td[data-label="${say('problem.sheet')}"]`).allInnerTexts();
    expect(sheets.filter((sheet) => sheet.trim() === '')).toEqual([]);
    await healthy(page, lang, script);
    await page.getByRole('link', { name: say('job.try_again') }).click();
    await expect(page.getByText(say('upload.revisions_empty'))).toBeVisible();
  });

  await test.step('a good table is read', async () => {
    await choose(page, join(fixtures, 'small/table.xlsx'), script);
    await page.getByRole('button', { name: say('upload.upload') }).click();
    await expect(page.getByText(say('job.finished'), { exact: true })).toBeVisible({ timeout: 20_000 });
    await healthy(page, lang, script);
    await page.goto(work);
    await page.getByRole('link', { name: say('work.open_round', { period: PERIOD }) }).click();
    await expect(page).toHaveURL(new RegExp(`${round}$`));
    await expect(page.getByRole('table', { name: say('round.by_indicator') }).getByRole('row')).toHaveCount(1 + 5);
    await healthy(page, lang, script);
  });

  await test.step('a recipe that cannot be is refused beside its field', async () => {
    await page.getByRole('link', { name: say('recipe.edit') }).click();
    await expect(page).toHaveURL(new RegExp(`${round}/method$`));
    await page.getByRole('radio', { name: say('recipe.min_max') }).check();
    await field(page, say('recipe.upper'), lang).fill('ten');
    await page.getByRole('button', { name: say('recipe.save') }).click();
    await expect(page.getByRole('alert').locator('a[href="#upper"]')).toBeVisible();
    await expect(field(page, say('recipe.upper'), lang)).toHaveValue('ten');
    await expect(page.getByRole('radio', { name: say('recipe.min_max') })).toBeChecked();
    await healthy(page, lang, script);
  });

  await test.step('with min–max from 0 to 100 the ranking appears', async () => {
    await field(page, say('recipe.upper'), lang).fill('100');
    await page.getByRole('button', { name: say('recipe.save') }).click();
    await expect(page).toHaveURL(new RegExp(`${round}\\?done=recipe`));
    await expect(page.getByRole('status').filter({ hasText: say('round.done_recipe') })).toBeVisible();
    const ranking = page.getByRole('table', { name: say('round.result_title') });
    await expect(ranking.getByRole('row')).toHaveCount(1 + 6);
    await expect(ranking.getByRole('row').nth(1)).toContainText(lang === 'zh' ? '松原湾市' : 'Songyuanwan');
    await expect(ranking.getByRole('row').nth(1).getByRole('cell').first()).toHaveText('1');
    await healthy(page, lang, script);
  });

  await test.step('nobody else sees any of it yet', async () => {
    for (const url of [`/indexes/${slug}`, open, `${open}/v1`]) {
      expect((await anyone.goto(url))?.status(), url).toBe(404);
    }
  });

  await test.step('publishing asks once, and a public notice needs its dates', async () => {
    await page.getByRole('link', { name: say('round.publish') }).click();
    const ask = page.getByRole('form').filter({ has: page.getByRole('button', { name: say('publish.button', { version: 1 }) }) });
    await expect(ask).toContainText(say('publish.who_publish'));
    await expect(ask).toContainText(say('publish.undo_never'));
    await healthy(page, lang, script);
    await page.getByRole('radio', { name: stage.notice[lang] }).check();
    await page.getByRole('button', { name: say('publish.button', { version: 1 }) }).click();
    await expect(page.getByRole('alert').locator('a[href="#notice_ends"]')).toBeVisible();
    await expect(page.getByRole('radio', { name: stage.notice[lang] })).toBeChecked();
    await field(page, say('publish.ends'), lang).fill(inDays(10));
    await page.getByRole('button', { name: say('publish.button', { version: 1 }) }).click();
    await expect(page.getByText(say('job.finished'), { exact: true })).toBeVisible({ timeout: 20_000 });
    await page.getByRole('link', { name: say('job.go_on') }).click();
    await expect(page.getByText(stage.notice[lang], { exact: true }).first()).toBeVisible();
  });

  await test.step('everyone sees the ranking, on notice', async () => {
    await anyone.goto(open);
    await expect(anyone.getByText(stage.notice[lang], { exact: true }).first()).toBeVisible();
    await expect(anyone.locator('main')).toContainText('objections@example.org');
    await expect(anyone.locator('main')).toContainText(lang === 'zh' ? '松原湾市' : 'Songyuanwan');
    await healthy(anyone, lang, script);
  });

  await test.step('after the notice it is final', async () => {
    await page.goto(round);
    await page.getByRole('link', { name: say('round.advance') }).click();
    await healthy(page, lang, script);
    await page.getByRole('button', { name: say('publish.button_final'), exact: true }).click();
    await expect(page).toHaveURL(/done=stage/);
    await expect(row(page, say('round.version_n', { n: 1 }))).toContainText(stage.final[lang]);
    await anyone.goto(open);
    await expect(anyone.getByText(stage.final[lang], { exact: true }).first()).toBeVisible();
    await expect(anyone.getByText(stage.notice[lang], { exact: true })).toHaveCount(0);
  });

  await test.step('better data become a corrected version, with a reason and what differs', async () => {
    const better = info.outputPath('table_corrected.csv');
    writeFileSync(better, readFileSync(join(fixtures, 'small/table.csv'), 'utf8').replace('94.1,21.7,81.9', '99.1,11.7,99.9'));
    await page.goto(`${work}/data`);
    await choose(page, better, script);
    await page.getByRole('button', { name: say('upload.upload') }).click();
    await expect(page.getByText(say('job.finished'), { exact: true })).toBeVisible({ timeout: 20_000 });
    await page.goto(round);
    await page.getByRole('link', { name: say('round.publish_correction') }).click();
    await expect(page.getByRole('heading', { name: say('publish.diff_title', { version: 1 }) })).toBeVisible();
    await expect(page.getByRole('table', { name: say('publish.diff_values', { n: 3 }) }).getByRole('row')).toHaveCount(1 + 3);
    await healthy(page, lang, script);
    await page.getByRole('radio', { name: stage.final[lang] }).check();
    await page.getByRole('button', { name: say('publish.button', { version: 2 }) }).click();
    await expect(page.getByRole('alert').locator('a[href="#reason_zh"]')).toBeVisible();
    await field(page, say('publish.reason'), lang).fill('白鹭市重新核对了三项数据。');
    await field(page, say('publish.in_english', { label: say('publish.reason') }), lang).fill('Bailu checked three values again.');
    await page.getByRole('button', { name: say('publish.button', { version: 2 }) }).click();
    await expect(page.getByText(say('job.finished'), { exact: true })).toBeVisible({ timeout: 20_000 });
  });

  await test.step('the old version says that it was corrected, the new one why', async () => {
    await anyone.goto(`${open}/v1`);
    await expect(anyone.getByText(stage.corrected[lang], { exact: true }).first()).toBeVisible();
    await expect(anyone.getByRole('main').getByRole('link', { name: say('edition.see_current') })).toHaveAttribute('href', open);
    await healthy(anyone, lang, script);
    await anyone.goto(open);
    await expect(anyone.locator('main')).toContainText(lang === 'zh' ? '白鹭市重新核对了三项数据。' : 'Bailu checked three values again.');
    await healthy(anyone, lang, script);
  });

  await test.step('both versions verify', async () => {
    const first = await verify(await bundle(anyone, `${open}/v1`, info));
    const second = await verify(await bundle(anyone, `${open}/v2`, info));
    expect([first.identical, second.identical]).toEqual([true, true]);
    expect(first.sha256).not.toBe(second.sha256);
  });

  await test.step('withdrawing asks for a reason, and the figures go', async () => {
    await page.goto(`${round}/v2/advance`);
    const ask = page.getByRole('form', { name: say('publish.to_withdrawn') });
    await ask.getByRole('button', { name: say('publish.button_withdraw') }).click();
    await expect(page.getByRole('alert').locator('a[href="#reason_zh"]')).toBeVisible();
    await field(page, say('publish.withdraw_reason'), lang).fill('数据提供者撤回了数据。');
    await ask.getByRole('button', { name: say('publish.button_withdraw') }).click();
    await expect(page).toHaveURL(/done=stage/);
    await expect(row(page, say('round.version_n', { n: 2 }))).toContainText(stage.withdrawn[lang]);
    await anyone.goto(`${open}/v2`);
    await expect(anyone.getByText(stage.withdrawn[lang], { exact: true }).first()).toBeVisible();
    await expect(anyone.locator('main')).toContainText('数据提供者撤回了数据。');
    await expect(anyone.locator('main')).not.toContainText(lang === 'zh' ? '松原湾市' : 'Songyuanwan');
    await healthy(anyone, lang, script);
  });

  await test.step('the audit records tell it', async () => {
    await page.goto('/work/audit');
    await expect(cell(page, say('audit.edition_advanced')).first()).toBeVisible();
    await expect(page.getByRole('cell', { name: `${slug} · ${PERIOD} · v2` }).first()).toBeVisible();
    await healthy(page, lang, script);
  });
});

/** Chooses a file: dropped onto the box where there is script, by the file button where there is none. */
async function choose(page: Page, file: string, script: boolean): Promise<void> {
  if (!script) {
    await page.locator('input[type=file]').setInputFiles(file);
    return;
  }
  const name = file.split('/').at(-1) ?? '';
  const data = await page.evaluateHandle(
    ([base64, name]) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
      return transfer;
    },
    [readFileSync(file).toString('base64'), name],
  );
  // Before its WASM is there the box is a plain file button and hears no drop.
  await expect(async () => {
    await page.locator('label.drop').dispatchEvent('drop', { dataTransfer: data });
    await expect(page.getByRole('status').filter({ hasText: name })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
}

/** The table of problems names the file and every one of these cells, and says how to mend each. */
async function expectProblems(page: Page, caption: string, file: string, cells: string[]) {
  const table = page.getByRole('table', { name: caption });
  await expect(table).toBeVisible();
  for (const place of cells) {
    const problem = table.getByRole('row').filter({ has: cell(page, place) }).first();
    await expect(problem, place).toContainText(file);
    await expect(problem.getByRole('cell').last(), `remedy of ${place}`).not.toBeEmpty();
  }
  return table;
}

async function bundle(page: Page, edition: string, info: TestInfo): Promise<string> {
  await page.goto(`${edition}/downloads`);
  const waiting = page.waitForEvent('download');
  await page.locator('main a[href$=".json"]').first().click();
  const download = await waiting;
  const path = info.outputPath(download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

/** A page in the right language, that fits, and that axe has nothing against. */
async function healthy(page: Page, lang: Lang, script: boolean): Promise<void> {
  await expectLanguage(page, lang);
  await expectNoSidewaysScroll(page);
  if (script) await expectAccessible(page);
}

/** A day from today, as a date field has it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
