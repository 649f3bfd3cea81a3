import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, expectAccessible, expectLanguage, expectNoSidewaysScroll, field, fixtures, signInAs, test } from './support';

const shanxi = join(fixtures, 'shanxi/instrument.json');

test('an assessor uploads a questionnaire and reads it as its respondents will', async ({ page, lang, say, unique, javaScriptEnabled }, info) => {
  test.setTimeout(120_000);
  const slug = unique('integrity');
  const instrument = `/work/indexes/${slug}/instrument`;
  const script = javaScriptEnabled !== false;
  const upload = async (file: string) => {
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: say('upload.upload') }).click();
  };
  const healthy = async () => {
    await expectLanguage(page, lang);
    await expectNoSidewaysScroll(page);
    if (script) await expectAccessible(page);
  };

  await test.step('an index', async () => {
    await signInAs(page, 'assessor', lang);
    await page.goto('/work/indexes/new');
    await field(page, say('work.slug'), lang).fill(slug);
    for (const key of ['name', 'summary', 'source', 'licence', 'unit_noun', 'contact']) {
      await field(page, say('work.in_chinese', { label: say(`work.${key}`) }), lang).fill('政务诚信（示例）');
      await field(page, say('work.in_english', { label: say(`work.${key}`) }), lang).fill('Integrity (sample)');
    }
    await page.getByRole('button', { name: say('work.create_button') }).click();
    await expect(page).toHaveURL(new RegExp(`/work/indexes/${slug}$`));
  });

  await test.step('a questionnaire that does not hold together is answered part by part, and changes nothing', async () => {
    const broken = info.outputPath('broken.json');
    const text = readFileSync(shanxi, 'utf8');
    writeFileSync(broken, text.replace('"numerator": "inspected"', '"numerator": "inspcted"'));
    await page.goto(instrument);
    await upload(broken);
    const problems = page.getByRole('table', { name: say('upload.problems_caption') });
    await expect(problems).toContainText('items.A1.1');
    await expect(problems).toContainText('inspcted');
    await expect(page.getByText(say('upload.instrument_empty'))).toBeVisible();
    await healthy();
  });

  await test.step('a sound one is shown whole', async () => {
    await upload(shanxi);
    await expect(page.getByRole('status').filter({ hasText: say('upload.instrument_done') })).toBeVisible();
    await expect(page.getByRole('article')).toHaveCount(59);
    for (const part of ['tree', 'items', 'total', 'phases', 'departments', 'regions']) {
      await expect(page.getByRole('heading', { level: 2, name: say(`questionnaire.${part}`), exact: true })).toBeVisible();
    }
    await healthy();
  });

  const item = page.getByRole('article').filter({ has: page.locator('h4', { hasText: 'A1.1' }) });

  await test.step('the tree leads to an item, which says how it is computed and scored', async () => {
    const name = lang === 'zh' ? '政务诚信督导覆盖率' : 'Coverage of integrity inspections';
    await page.getByRole('table', { name: say('questionnaire.tree') }).getByRole('link', { name }).click();
    await expect(page).toHaveURL(/#item-A1\.1$/);
    await expect(item).toBeInViewport();
    await expect(item).toContainText(lang === 'zh' ? '“是否已督导”为“是”' : '“Inspected” is yes');
    await expect(item).toContainText(say('questionnaire.goalposts', { floor: '50%', target: '100%' }));
  });

  await test.step('its evidence table is folded on the screen and there on paper', async () => {
    const rule = item.getByText(lang === 'zh' ? '督导日期须在评估期内。' : 'The inspection date must lie within the period.');
    await expect(rule).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(rule).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
    await item.locator('summary').click();
    await expect(rule).toBeVisible();
    await healthy();
  });
});
