import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { day, type Invitation, joinIn, tables } from './filing';
import {
  cell,
  expect,
  expectAccessible,
  expectLanguage,
  expectNoSidewaysScroll,
  field,
  fixtures,
  signInAs,
  test,
} from './support';
import { progress } from './words';
import { fill } from './workbook';

const PERIOD = '2025';
/** So long ago that the phase before filing is over, and filing itself is not. */
const START = day(-23);

test('a department is asked, files, mends, confirms and corrects', async ({ page, someoneElse, lang, say, unique, javaScriptEnabled }, info) => {
  test.setTimeout(180_000);
  const slug = unique('fieldwork');
  const board = `/work/indexes/${slug}/fieldwork/${PERIOD}`;
  const unit = lang === 'zh' ? '太原市' : 'Taiyuan City';
  const department = lang === 'zh' ? '市民政局' : 'Municipal Bureau of Civil Affairs';
  const script = javaScriptEnabled !== false;
  const filler = await someoneElse();
  const head = await someoneElse();
  const healthy = async (of: Page) => {
    await expectLanguage(of, lang);
    await expectNoSidewaysScroll(of);
    if (script) await expectAccessible(of);
  };
  const onBoard = (state: keyof typeof progress) =>
    page.getByRole('link', { name: say('fieldwork.cell_of', { unit, department, state: progress[state][lang] }) });
  let filing = '';

  await test.step('the assessor imports the questionnaire', async () => {
    await signInAs(page, 'assessor', lang);
    await page.goto('/work/indexes/new');
    await field(page, say('work.slug'), lang).fill(slug);
    for (const key of ['name', 'summary', 'source', 'licence', 'unit_noun', 'contact']) {
      await field(page, say('work.in_chinese', { label: say(`work.${key}`) }), lang).fill('政务诚信（示例）');
      await field(page, say('work.in_english', { label: say(`work.${key}`) }), lang).fill('Integrity (sample)');
    }
    await page.getByRole('button', { name: say('work.create_button') }).click();
    await page.goto(`/work/indexes/${slug}/fieldwork`);
    await expect(page.getByText(say('fieldwork.questionnaire_first'))).toBeVisible();
    await healthy(page);
    await page.goto(`/work/indexes/${slug}/instrument`);
    await page.locator('input[type=file]').setInputFiles(join(fixtures, 'shanxi/instrument.json'));
    await page.getByRole('button', { name: say('upload.upload') }).click();
    await expect(page.getByRole('status').filter({ hasText: say('upload.instrument_done') })).toBeVisible();
  });

  await test.step('an empty form says all that is missing', async () => {
    await page.goto(`/work/indexes/${slug}/fieldwork`);
    await page.getByRole('link', { name: say('fieldwork.open') }).click();
    await field(page, say('fieldwork.period'), lang).fill(PERIOD);
    await page.getByRole('button', { name: say('fieldwork.show_dates') }).click();
    for (const missing of ['first_day', 'last_day', 'commissioner', 'start', 'units']) {
      await expect(page.getByRole('alert').locator(`a[href="#${missing}"]`)).toBeVisible();
    }
    await expect(field(page, say('fieldwork.period'), lang)).toHaveValue(PERIOD);
    await healthy(page);
  });

  await test.step('the dates are seen, then confirmed', async () => {
    await field(page, say('fieldwork.first_day'), lang).fill('2025-01-01');
    await field(page, say('fieldwork.last_day'), lang).fill('2025-12-31');
    await field(page, say('fieldwork.commissioner'), lang).selectOption({ index: 1 });
    await field(page, say('fieldwork.start'), lang).fill(START);
    await page.getByLabel(unit, { exact: true }).check();
    await page.getByRole('button', { name: say('fieldwork.show_dates') }).click();
    const phases = page.getByRole('table', { name: say('fieldwork.plan') });
    await expect(phases.getByRole('row')).toHaveCount(1 + 11);
    await expect(phases).toContainText(say('fieldwork.now'));
    await healthy(page);
    await page.getByRole('button', { name: say('fieldwork.button', { units: 1 }) }).click();
    await expect(page).toHaveURL(new RegExp(`${board}\\?done=opened$`));
    await expect(onBoard('notStarted')).toBeVisible();
    await healthy(page);
  });

  await test.step('a filler and a head are invited by links', async () => {
    await onBoard('notStarted').click();
    await expect(page).toHaveURL(/\/work\/filings\/\d+$/);
    filing = new URL(page.url()).pathname;
    await healthy(page);
    await page.getByRole('link', { name: say('filing.people_link') }).click();
    await joinIn(filler, await invite('filler'), say);
    await joinIn(head, await invite('head'), say);
    await healthy(page);
  });

  /** Invites somebody and returns the link, which is shown once. */
  async function invite(duty: 'filler' | 'head'): Promise<Invitation> {
    const email = `${unique(duty)}@example.org`;
    await field(page, say('admin.email'), lang).fill(email);
    await field(page, say('admin.person'), lang).fill(duty === 'head' ? '王敏' : '李平');
    await page.locator(`input[name=duty][value=${duty}]`).check();
    await page.getByRole('button', { name: say('filing.invite'), exact: true }).click();
    const link = await page.getByRole('status').locator('code').innerText();
    return { email, link, lang };
  }

  const workbook = info.outputPath('workbook.xlsx');

  await test.step('the filler finds what is asked, and downloads the workbook', async () => {
    await expect(filler.getByRole('heading', { level: 1 })).toHaveText(say('filing.desk_title'));
    await healthy(filler);
    await filler.getByRole('link', { name: say('filing.step_start') }).click();
    await expect(filler).toHaveURL(new RegExp(`${filing}$`));
    await healthy(filler);
    const waiting = filler.waitForEvent('download');
    await filler.getByRole('link', { name: say('filing.download') }).click();
    await (await waiting).saveAs(workbook);
  });

  const upload = async (who: Page, file: string) => {
    await who.goto(filing);
    await who.locator('input[type=file]').setInputFiles(file);
    await who.getByRole('button', { name: say('filing.upload') }).click();
  };

  await test.step('a workbook with faults is answered sheet by sheet, cell by cell', async () => {
    const broken = info.outputPath('broken.xlsx');
    fill(workbook, broken, tables('也许', 12));
    await upload(filler, broken);
    await expect(filler).toHaveURL(new RegExp(`${filing}/revisions/1$`));
    const problems = (sheet: string) => filler.getByRole('table', { name: say('filing.on_sheet', { sheet, n: 1 }) });
    await expect(filler.getByRole('heading', { name: say('filing.on_sheet', { sheet: 'C16.1', n: 1 }) })).toBeVisible();
    await expect(problems('C16.1')).toContainText('D7');
    await expect(problems('C16.1')).toContainText('也许');
    await expect(problems('C16.2')).toContainText('F7');
    await healthy(filler);
    const waiting = filler.waitForEvent('download');
    await filler.getByRole('link', { name: say('filing.annotated') }).click();
    expect((await waiting).suggestedFilename()).toContain('broken.xlsx');
  });

  await test.step('a sound one comes to values, and waits for the head', async () => {
    const sound = info.outputPath('sound.xlsx');
    fill(workbook, sound, tables('是', 9));
    await upload(filler, sound);
    await expect(filler).toHaveURL(new RegExp(`${filing}/revisions/2$`));
    const values = filler.getByRole('table', { name: say('filing.values') });
    await expect(values.getByRole('row').filter({ hasText: 'C16.1' })).toContainText('75%');
    await expect(values.getByRole('row').filter({ hasText: 'C16.2' })).toContainText('90%');
    await expect(filler.getByText(say('filing.wait_for_head'))).toBeVisible();
    await expect(filler.getByRole('button', { name: say('filing.confirm_button', { n: 2 }) })).toHaveCount(0);
    await healthy(filler);
  });

  await test.step('the head confirms, and prints the receipt', async () => {
    await head.goto('/work');
    await head.getByRole('link', { name: say('filing.step_confirm') }).click();
    await head.getByRole('link', { name: say('filing.revision', { n: 2 }) }).click();
    await healthy(head);
    await head.getByRole('button', { name: say('filing.confirm_button', { n: 2 }) }).click();
    await expect(head.getByRole('status').filter({ hasText: say('filing.done_confirmed') })).toBeVisible();
    await head.getByRole('link', { name: say('filing.receipt') }).click();
    await expect(head.getByRole('heading', { level: 1 })).toHaveText(say('filing.receipt_title'));
    await expect(head.locator('main')).toContainText('王敏');
    await healthy(head);
    await filler.goto(filing);
    await expect(filler.locator('input[type=file]')).toHaveCount(0);
  });

  await test.step('the assessor returns it, with a reason and a day', async () => {
    await page.goto(board);
    await onBoard('confirmed').click();
    await page.getByRole('link', { name: say('filing.revision', { n: 2 }) }).click();
    await page.getByRole('button', { name: say('filing.return_button') }).click();
    await expect(page.getByRole('alert').locator('a[href="#reason"]')).toBeVisible();
    await field(page, say('filing.return_reason'), lang).fill('请核对坞城街道的兑现数。');
    await field(page, say('filing.return_due'), lang).fill(day(0));
    await page.getByRole('button', { name: say('filing.return_button') }).click();
    await expect(page.getByRole('status').filter({ hasText: say('filing.done_returned') })).toBeVisible();
    await healthy(page);
    await page.goto(board);
    await expect(onBoard('returned')).toBeVisible();
  });

  await test.step('the filler reads why, and corrects it', async () => {
    await filler.goto('/work');
    await filler.getByRole('link', { name: say('filing.step_returned') }).click();
    await expect(filler.getByText('请核对坞城街道的兑现数。')).toBeVisible();
    const corrected = info.outputPath('corrected.xlsx');
    fill(workbook, corrected, tables('是', 8));
    await upload(filler, corrected);
    await expect(filler.getByRole('table', { name: say('filing.values') }).getByRole('row').filter({ hasText: 'C16.2' })).toContainText('80%');
    await page.goto(board);
    await expect(onBoard('awaiting')).toBeVisible();
  });

  await test.step('the audit records tell it', async () => {
    await page.goto('/work/audit');
    await expect(cell(page, say('audit.evidence_returned')).first()).toBeVisible();
    await healthy(page);
  });
});
