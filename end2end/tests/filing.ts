import type { Page } from '@playwright/test';

import { expect, field } from './support';
import type { Lang } from './words';
import type { Rows } from './workbook';

/** What people who are invited choose. */
const PASSWORD = '山高水长 four rivers';

export interface Invitation {
  email: string;
  link: string;
  lang: Lang;
}

/** Chooses a password by the link, and signs in. */
export async function joinIn(who: Page, { email, link, lang }: Invitation, say: (key: string) => string): Promise<void> {
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
