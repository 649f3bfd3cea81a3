import type { Page } from '@playwright/test';

import { day, invite, joinIn, openFieldwork, openFiling, tables } from './filing';
import {
  expect,
  expectAccessible,
  expectLanguage,
  expectNoSidewaysScroll,
  field,
  row,
  test,
} from './support';
import { fill } from './workbook';

const PERIOD = '2025';
const pdf = (name: string, text: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7\n${text}`) });
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

test('documents are attached, named by rows, withdrawn; a head hands over and leaves', async ({ page, someoneElse, lang, say, unique, javaScriptEnabled }, info) => {
  test.setTimeout(180_000);
  const slug = unique('documents');
  const unit = lang === 'zh' ? '太原市' : 'Taiyuan City';
  const department = lang === 'zh' ? '市民政局' : 'Municipal Bureau of Civil Affairs';
  // In the language of the page: their names stand in headings.
  const names = lang === 'zh' ? { filler: '李平', head: '王敏' } : { filler: 'Li Ping', head: 'Wang Min' };
  const script = javaScriptEnabled !== false;
  const filler = await someoneElse();
  const head = await someoneElse();
  const healthy = async (of: Page) => {
    await expectLanguage(of, lang);
    await expectNoSidewaysScroll(of);
    if (script) await expectAccessible(of);
  };
  const emails = { filler: `${unique('documents-filler')}@example.org`, head: `${unique('documents-head')}@example.org` };
  let filing = '';

  await test.step('the assessor opens fieldwork and invites two people', async () => {
    await openFieldwork(page, { slug, period: PERIOD, start: day(-23), units: [unit] }, lang, say);
    filing = await openFiling(page, unit, department, lang, say);
    for (const [duty, who] of [['filler', filler], ['head', head]] as const) {
      await joinIn(who, await invite(page, filing, { email: emails[duty], name: names[duty], duty }, lang, say), say);
    }
  });

  const documents = filler.getByRole('table', { name: say('documents.list') });
  const attach = async (files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0], number = '') => {
    await filler.goto(`${filing}/documents`);
    await field(filler, say('documents.number'), lang).fill(number);
    await filler.locator('input[type=file]').setInputFiles(files);
    await filler.getByRole('button', { name: say('documents.upload'), exact: true }).click();
  };

  await test.step('the filler finds where documents go, and is told that none was chosen', async () => {
    await filler.goto(filing);
    await expect(filler.getByText(say('documents.none_yet'))).toBeVisible();
    await filler.getByRole('link', { name: say('documents.open') }).click();
    await expect(filler).toHaveURL(new RegExp(`${filing}/documents$`));
    await healthy(filler);
    await filler.getByRole('button', { name: say('documents.upload'), exact: true }).click();
    await expect(filler.getByRole('alert').locator('a[href="#file"]')).toBeVisible();
    await healthy(filler);
  });

  await test.step('two files are kept at once, each with its number', async () => {
    await attach([pdf('reply.pdf', 'one'), { name: 'photo.png', mimeType: 'image/png', buffer: PNG }]);
    await expect(filler.getByRole('status').filter({ hasText: say('documents.saved', { n: 2 }) })).toBeVisible();
    await expect(row(documents, /^1$/)).toContainText('reply.pdf');
    await expect(row(documents, /^2$/)).toContainText('PNG');
    await healthy(filler);
  });

  await test.step('a file that is not what its name says keeps the other from nothing', async () => {
    await attach([pdf('more.pdf', 'two'), { name: 'wrong.pdf', mimeType: 'application/pdf', buffer: PNG }]);
    await expect(filler.getByRole('alert')).toContainText('wrong.pdf');
    await expect(filler.getByText(say('documents.saved_others', { n: 1 }))).toBeVisible();
    await expect(row(documents, /^3$/)).toContainText('more.pdf');
    // A browser with script sends the form twice to show this page: nothing is there twice.
    await expect(documents.getByRole('row')).toHaveCount(1 + 3);
    await healthy(filler);
  });

  await test.step('under a number in use it is a new revision, and the older one stays', async () => {
    await attach(pdf('reply-2.pdf', 'three'), '1');
    await expect(row(documents, say('documents.numbered', { number: 1, revision: 2 }))).toContainText('reply-2.pdf');
    await expect(row(documents, /^1$/)).toContainText(say('documents.older'));
    const waiting = filler.waitForEvent('download');
    await filler.getByRole('link', { name: 'reply.pdf', exact: true }).click();
    expect((await waiting).suggestedFilename()).toBe('reply.pdf');
  });

  await test.step('rows lead to documents, and what is missing is told before confirming', async () => {
    const [workbook, filled] = [info.outputPath('workbook.xlsx'), info.outputPath('filled.xlsx')];
    await filler.goto(filing);
    const waiting = filler.waitForEvent('download');
    await filler.getByRole('link', { name: say('filing.download') }).click();
    await (await waiting).saveAs(workbook);
    fill(workbook, filled, tables('是', 9, '1,9'));
    await filler.locator('input[type=file]').setInputFiles(filled);
    await filler.getByRole('button', { name: say('filing.upload') }).click();
    await expect(filler).toHaveURL(new RegExp(`${filing}/revisions/1$`));
    const { pathname } = new URL(filler.url());
    for (const who of [filler, head]) {
      await who.goto(pathname);
      await expect(who.getByText(say('documents.missing', { n: 1 }))).toBeVisible();
      await expect(who.getByText(say('documents.unnamed', { numbers: `2${say('documents.joint')}3` }))).toBeVisible();
      const rows = who.locator('details.more').first();
      await rows.locator('summary').click();
      const file = rows.getByRole('link', { name: '1', exact: true }).first();
      await expect(file).toHaveAttribute('href', `${filing}/documents/1/2/file`);
      await healthy(who);
    }
  });

  await test.step('a document is withdrawn with a reason, and stays to be seen', async () => {
    await filler.goto(`${filing}/documents`);
    await filler.getByRole('link', { name: say('documents.withdraw_aloud', { number: 3 }) }).click();
    await healthy(filler);
    await filler.getByRole('button', { name: say('documents.withdraw_button', { number: 3 }) }).click();
    await expect(filler.getByRole('alert').locator('a[href="#reason"]')).toBeVisible();
    await field(filler, say('documents.reason'), lang).fill('传错了文件');
    await filler.getByRole('button', { name: say('documents.withdraw_button', { number: 3 }) }).click();
    await expect(filler.getByRole('status').filter({ hasText: say('documents.done_withdrawn') })).toBeVisible();
    await expect(row(documents, /^3$/)).toContainText('传错了文件');
    await healthy(filler);
  });

  await test.step('once the head has confirmed nothing more is attached; the assessor reads', async () => {
    await head.goto(`${filing}/revisions/1`);
    await head.getByRole('button', { name: say('filing.confirm_button', { n: 1 }) }).click();
    await expect(head.getByRole('status').filter({ hasText: say('filing.done_confirmed') })).toBeVisible();
    await filler.goto(`${filing}/documents`);
    await expect(filler.locator('input[type=file]')).toHaveCount(0);
    await page.goto(`${filing}/documents`);
    await expect(page.getByRole('link', { name: 'reply-2.pdf' })).toBeVisible();
    await expect(page.locator('input[type=file]')).toHaveCount(0);
    await healthy(page);
  });

  await test.step('the head hands over to the filler, who locks the head out', async () => {
    await head.goto(`${filing}/people`);
    await head.getByRole('link', { name: say('filing.hand_over_aloud', { email: emails.filler }) }).click();
    await expect(head.getByLabel(say('filing.steps_down', { name: names.head }))).toBeChecked();
    await healthy(head);
    await head.getByRole('button', { name: say('filing.hand_over_button', { name: names.filler }) }).click();
    await expect(head.getByRole('status').filter({ hasText: say('filing.done_handed_over') })).toBeVisible();
    await expect(head.getByRole('link', { name: say('filing.people_link') })).toHaveCount(0);
    await filler.goto(`${filing}/people`);
    await healthy(filler);
    await filler.getByRole('link', { name: say('admin.disable', { email: emails.head }) }).click();
    await healthy(filler);
    await filler.getByRole('button', { name: say('filing.lock_out_button', { name: names.head }) }).click();
    await expect(filler.getByRole('status').filter({ hasText: say('filing.done_ended') })).toBeVisible();
    await head.goto(filing);
    await expect(head).toHaveURL(/\/sign-in/);
  });

  await test.step('the assessor locks the last head out, and is told that nobody can confirm', async () => {
    await page.goto(`${filing}/people`);
    await page.getByRole('link', { name: say('admin.disable', { email: emails.filler }) }).click();
    await expect(page.getByText(say('filing.lock_out_last'))).toBeVisible();
    await page.getByRole('button', { name: say('filing.lock_out_button', { name: names.filler }) }).click();
    await page.goto(filing);
    await expect(page.getByText(say('filing.no_head'))).toBeVisible();
    await healthy(page);
  });
});
