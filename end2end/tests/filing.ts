import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { expect, field, fixtures, signInAs } from './support';
import { type Lang, progress } from './words';
import type { Rows } from './workbook';

type Say = (key: string, values?: Record<string, string | number>) => string;

/** What people who are invited choose. */
const PASSWORD = '山高水长 four rivers';

export interface Invitation {
  email: string;
  link: string;
  lang: Lang;
}

/** Fieldwork as an assessor opens it. */
export interface Fieldwork {
  /** The short name of the index that is created for it. */
  slug: string;
  period: string;
  /** The first day of its first phase. */
  start: string;
  /** The names of its units. */
  units: string[];
  /** The questionnaire; that of Shanxi if none is given. */
  questionnaire?: { name: string; mimeType: string; buffer: Buffer };
}

/** Signs in as the assessor, makes an index, and opens fieldwork: the page is its board then. */
export async function openFieldwork(page: Page, fieldwork: Fieldwork, lang: Lang, say: Say): Promise<void> {
  const { slug, period, start, units, questionnaire } = fieldwork;
  await signInAs(page, 'assessor', lang);
  await page.goto('/work/indexes/new');
  await field(page, say('work.slug'), lang).fill(slug);
  for (const key of ['name', 'summary', 'source', 'licence', 'unit_noun', 'contact']) {
    await field(page, say('work.in_chinese', { label: say(`work.${key}`) }), lang).fill('政务诚信（示例）');
    await field(page, say('work.in_english', { label: say(`work.${key}`) }), lang).fill('Integrity (sample)');
  }
  await page.getByRole('button', { name: say('work.create_button') }).click();
  await page.goto(`/work/indexes/${slug}/instrument`);
  await page.locator('input[type=file]').setInputFiles(questionnaire ?? join(fixtures, 'shanxi/instrument.json'));
  await page.getByRole('button', { name: say('upload.upload') }).click();
  await expect(page.getByRole('status').filter({ hasText: say('upload.instrument_done') })).toBeVisible();
  await page.goto(`/work/indexes/${slug}/open-fieldwork`);
  await field(page, say('fieldwork.period'), lang).fill(period);
  await field(page, say('fieldwork.first_day'), lang).fill('2025-01-01');
  await field(page, say('fieldwork.last_day'), lang).fill('2025-12-31');
  const commissioner = lang === 'zh' ? '演示委托方' : 'Demonstration commissioner';
  await field(page, say('fieldwork.commissioner'), lang).selectOption({ label: commissioner });
  await field(page, say('fieldwork.start'), lang).fill(start);
  for (const unit of units) await page.getByLabel(unit, { exact: true }).check();
  await page.getByRole('button', { name: say('fieldwork.show_dates') }).click();
  await page.getByRole('button', { name: say('fieldwork.button', { units: units.length }) }).click();
  await expect(page).toHaveURL(new RegExp(`/work/indexes/${slug}/fieldwork/${period}\\?done=opened$`));
}

/** From the board to a department that has not begun yet; returns the path of its filing. */
export async function openFiling(page: Page, unit: string, department: string, lang: Lang, say: Say): Promise<string> {
  const state = progress.notStarted[lang];
  await page.getByRole('link', { name: say('fieldwork.cell_of', { unit, department, state }) }).click();
  await expect(page).toHaveURL(/\/work\/filings\/\d+$/);
  return new URL(page.url()).pathname;
}

/** Invites somebody to a department; the link is shown once. */
export async function invite(
  page: Page,
  filing: string,
  { email, name, duty }: { email: string; name: string; duty: 'filler' | 'head' },
  lang: Lang,
  say: Say,
): Promise<Invitation> {
  await page.goto(`${filing}/people`);
  await field(page, say('admin.email'), lang).fill(email);
  await field(page, say('admin.person'), lang).fill(name);
  await page.locator(`input[name=duty][value=${duty}]`).check();
  await page.getByRole('button', { name: say('filing.invite'), exact: true }).click();
  return { email, link: await page.getByRole('status').locator('code').innerText(), lang };
}

/** Chooses a password by the link, and signs in. */
export async function joinIn(who: Page, { email, link, lang }: Invitation, say: Say): Promise<void> {
  await who.goto(link);
  await field(who, say('account.new_password'), lang).fill(PASSWORD);
  await field(who, say('account.password_again'), lang).fill(PASSWORD);
  await who.getByRole('button', { name: say('account.set_up_button') }).click();
  await expect(who).toHaveURL(/\/sign-in/);
  await who.locator('#email').fill(email);
  await who.locator('#password').fill(PASSWORD);
  await who.locator('form').filter({ has: who.locator('#password') }).getByRole('button').click();
  await expect(who).toHaveURL(/\/work$/);
}

/** The tables of the civil affairs department: two cells are in question, and which documents all rows name. */
export function tables(pledged: string, kept: number, documents = '1'): Record<string, Rows> {
  const town = (town_name: string, more: Record<string, string | number>) => ({
    region_code: '140105',
    unit_name: '小店区',
    evidence_ref: documents,
    town_name,
    ...more,
  });
  return {
    'C16.1': [
      town('坞城街道', { pledged, url: 'https://example.org/1' }),
      town('北营街道', { pledged: '否' }),
      town('平阳路街道', { pledged: '是', url: 'https://example.org/3' }),
      town('黄陵街道', { pledged: '是', url: 'https://example.org/4' }),
    ],
    'C16.2': [town('坞城街道', { category: '就业', pledged_n: 10, kept_n: kept })],
    'C16.3': [town('坞城街道', { compliant: '是' }), town('北营街道', { compliant: '否' })],
  };
}

/** A day from today in China, as forms take it. */
export function day(from: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + from * 86_400_000).toISOString().slice(0, 10);
}
