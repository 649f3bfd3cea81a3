import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { day, invite, joinIn, openFieldwork, openFiling, tables } from './filing';
import {
  expect,
  expectAccessible,
  expectLanguage,
  expectNoSidewaysScroll,
  field,
  fixtures,
  row,
  test,
} from './support';
import { progress } from './words';

const PERIOD = '2025';

interface Column {
  key: string;
  label: { zh: string; en: string };
}

interface Item {
  code: string;
  name: { zh: string; en: string };
  columns: Column[];
}

const questionnaire = JSON.parse(readFileSync(join(fixtures, 'shanxi/instrument.json'), 'utf8')) as {
  leading_columns: Column[];
  trailing_columns: Column[];
  items: Item[];
};

function item(code: string): Item {
  const found = questionnaire.items.find((one) => one.code === code);
  if (!found) throw new Error(`the questionnaire has no item ${code}`);
  return found;
}

/** A table of the civil affairs department as CSV, headed by the names of its columns or by their keys. */
function csv(code: string, head: (column: Column) => string, separator = ',', pledged = '是'): string {
  const columns = [...questionnaire.leading_columns, ...item(code).columns, ...questionnaire.trailing_columns];
  const rows = tables(pledged, 9)[code] ?? [];
  const lines = rows.map((one) => columns.map(({ key }) => one[key] ?? ''));
  return [columns.map(head), ...lines].map((fields) => `${fields.join(separator)}\r\n`).join('');
}

const byName = ({ label }: Column) => label.zh;
const byKey = ({ key }: Column) => key;
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/csv', buffer });

test('a department files table by table as CSV', async ({ page, someoneElse, lang, say, unique, javaScriptEnabled }) => {
  test.setTimeout(180_000);
  const slug = unique('csv');
  const board = `/work/indexes/${slug}/fieldwork/${PERIOD}`;
  const unit = lang === 'zh' ? '太原市' : 'Taiyuan City';
  const department = lang === 'zh' ? '市民政局' : 'Municipal Bureau of Civil Affairs';
  const names = lang === 'zh' ? { filler: '李平', head: '王敏' } : { filler: 'Li Ping', head: 'Wang Min' };
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
  const named = (code: string) => `${code} ${item(code).name[lang]}`;
  let filing = '';

  await test.step('the assessor opens fieldwork and invites two people', async () => {
    await openFieldwork(page, { slug, period: PERIOD, start: day(-23), units: [unit] }, lang, say);
    filing = await openFiling(page, unit, department, lang, say);
    for (const [duty, who] of [['filler', filler], ['head', head]] as const) {
      const email = `${unique(`csv-${duty}`)}@example.org`;
      await joinIn(who, await invite(page, filing, { email, name: names[duty], duty }, lang, say), say);
    }
  });

  const upload = async (name: string, content: Buffer) => {
    await filler.goto(filing);
    await filler.locator('input[type=file]').setInputFiles(file(name, content));
    await filler.getByRole('button', { name: say('filing.upload') }).click();
    await expect(filler).toHaveURL(new RegExp(`${filing}/table/[0-9a-f]{64}$`));
  };
  const accept = (code: string) => filler.getByRole('button', { name: say('csv.button', { code }) });
  const shown = filler.getByRole('table', { name: say('csv.as_read') });

  await test.step('the filler finds the heads of the tables, and downloads one', async () => {
    await filler.goto(filing);
    await filler.getByText(say('csv.by_table'), { exact: true }).click();
    await healthy(filler);
    const waiting = filler.waitForEvent('download');
    await filler.getByRole('link', { name: say('csv.head_of', { code: 'C16.1', name: item('C16.1').name[lang] }) }).click();
    expect((await waiting).suggestedFilename()).toContain('C16.1');
  });

  await test.step('a fault is told by its cell, and nothing can be accepted', async () => {
    await upload('broken.csv', Buffer.from(csv('C16.1', byName, ',', '也许')));
    const problems = filler.getByRole('table', { name: say('upload.problems_caption') });
    await expect(problems).toContainText('D2');
    await expect(problems).toContainText('也许');
    await expect(filler.getByText(say('csv.no_comments'))).toBeVisible();
    await expect(accept('C16.1')).toHaveCount(0);
    await healthy(filler);
  });

  await test.step('a table is shown as it was read, and accepted', async () => {
    await upload('pledges.csv', Buffer.from(`\uFEFF${csv('C16.1', byName)}`, 'utf16le'));
    await expect(filler.locator('main')).toContainText('UTF-16 LE');
    await expect(shown.getByRole('row')).toHaveCount(1 + 5);
    await expect(shown).toContainText('坞城街道');
    await expect(filler.locator('main')).toContainText(named('C16.2'));
    await healthy(filler);
    await accept('C16.1').click();
    await expect(filler).toHaveURL(new RegExp(`${filing}/revisions/1$`));
    await expect(filler.getByText(say('csv.missing_badge', { n: 2 }))).toBeVisible();
    await expect(row(filler.getByRole('table', { name: say('filing.values') }), /C16\.1/)).toContainText('75%');
    await healthy(filler);
    await page.goto(board);
    await expect(page.locator('main')).toContainText(lang === 'zh' ? '填报中' : 'Being filed');
  });

  await test.step('the filing says what is still missing, and the head cannot confirm', async () => {
    await filler.goto(filing);
    await expect(filler.getByText(say('csv.accepted_so_far', { n: 1 }))).toBeVisible();
    await healthy(filler);
    await head.goto(`${filing}/revisions/1`);
    await expect(head.getByRole('button', { name: say('filing.confirm_button', { n: 1 }) })).toHaveCount(0);
  });

  await test.step('an encoding that nothing marks is named by the filler', async () => {
    await upload('kept.txt', Buffer.from(csv('C16.2', byKey, '\t'), 'utf16le'));
    await expect(filler.locator('main')).toContainText(say('csv.unreadable'));
    await field(filler, say('csv.encoding'), lang).selectOption('utf-16le');
    await filler.getByRole('button', { name: say('csv.read_again') }).click();
    await expect(filler).toHaveURL(/encoding=utf-16le/);
    await expect(filler.locator('main')).toContainText(say('csv.tab'));
    await healthy(filler);
    await accept('C16.2').click();
    await expect(filler).toHaveURL(new RegExp(`${filing}/revisions/2$`));
  });

  await test.step('with the last table the filing is whole, and the head confirms', async () => {
    await upload('disclosed.csv', Buffer.from(csv('C16.3', byName, ';')));
    await expect(filler.getByText(say('csv.then_whole'))).toBeVisible();
    await accept('C16.3').click();
    await expect(filler).toHaveURL(new RegExp(`${filing}/revisions/3$`));
    const values = filler.getByRole('table', { name: say('filing.values') });
    await expect(row(values, /C16\.2/)).toContainText(say('filing.revision', { n: 2 }));
    await expect(row(values, /C16\.3/)).toContainText(say('csv.this_file'));
    await expect(filler.getByText(say('filing.wait_for_head'))).toBeVisible();
    await healthy(filler);
    await head.goto(`${filing}/revisions/3`);
    await head.getByRole('button', { name: say('filing.confirm_button', { n: 3 }) }).click();
    await expect(head.getByRole('status').filter({ hasText: say('filing.done_confirmed') })).toBeVisible();
    await page.goto(board);
    await expect(onBoard('confirmed')).toBeVisible();
    await page.goto('/work/audit');
    await healthy(page);
  });
});
