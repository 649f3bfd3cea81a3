import type { Page } from '@playwright/test';

import { cell, expect, expectLanguage, field, literal, row, signInAs, test } from './support';
import { type Lang, role, word } from './words';

const FIRST = 'seven lamps beside the quiet river';
const SECOND = 'nine lanterns above the old bridge';

test('the operator makes an account, and its owner uses it', async ({ page, someoneElse, lang, say, unique }) => {
  const organisation = unique('评估所');
  const email = `${unique('li')}@example.org`;

  await test.step('an organisation is created, and what is missing is said beside its field', async () => {
    await signInAs(page, 'operator', lang);
    await page.getByRole('button', { name: say('admin.create_organisation'), exact: true }).click();
    await expectFault(page, say('admin.name_zh'), lang);
    await expectLanguage(page, lang);
    await field(page, say('admin.name_zh'), lang).fill(organisation);
    await page.getByRole('button', { name: say('admin.create_organisation'), exact: true }).click();
    await expect(page.getByRole('status')).toHaveText(say('admin.done_organisation'));
    await expect(row(page, organisation)).toBeVisible();
  });

  const link = await test.step('an account is created, and its set-up link shown once', async () => {
    await field(page, say('admin.organisation'), lang).selectOption({ label: organisation });
    await field(page, say('admin.email'), lang).fill(email);
    await field(page, say('admin.person'), lang).fill('李 Li');
    await page.getByRole('button', { name: say('admin.create_account'), exact: true }).click();
    const note = page.getByRole('status');
    await expect(note).toContainText(say('admin.link_title'));
    const link = (await note.locator('code').innerText()).trim();
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/set-up\/\w+$/);
    expect(page.url()).not.toContain('set-up');
    await page.goto('/admin/accounts');
    await expect(page.locator('main')).not.toContainText('/set-up/');
    await toAccount(page, email);
    await expect(row(page, '李 Li').filter({ hasText: email })).toContainText(say('admin.waiting'));
    return link;
  });

  const owner = await someoneElse();
  await test.step('its owner chooses a password; the link works once', async () => {
    await owner.goto(link);
    await expect(owner.locator('main')).toContainText(email);
    await field(owner, say('account.new_password'), lang).fill(FIRST);
    await field(owner, say('account.password_again'), lang).fill('something else entirely');
    await owner.getByRole('button', { name: say('account.set_up_button') }).click();
    await expectFault(owner, say('account.password_again'), lang);
    await field(owner, say('account.new_password'), lang).fill(FIRST);
    await field(owner, say('account.password_again'), lang).fill(FIRST);
    await owner.getByRole('button', { name: say('account.set_up_button') }).click();
    await expect(owner.getByRole('status')).toHaveText(say('account.password_chosen'));
    const again = await owner.request.get(link);
    expect(again.status()).toBe(404);
  });

  await test.step('a wrong password is refused without saying which part is wrong', async () => {
    await signIn(owner, email, 'not the password at all', lang);
    await expect(owner.getByRole('alert')).toContainText(lang === 'zh' ? '邮箱或密码不对' : 'The address or the password is not right');
    await expect(field(owner, say('account.email'), lang)).toHaveValue(email);
    await expect(field(owner, say('account.password'), lang)).toHaveValue('');
  });

  await test.step('somebody else’s index does not exist for them', async () => {
    await signIn(owner, email, FIRST, lang);
    await expect(owner.getByRole('heading', { level: 1 })).toHaveText(say('work.desk_title'));
    for (const path of ['', '/edit', '/data', '/instrument', '/instrument.csv', '/rounds/2016', '/rounds/2016/publish']) {
      const response = await owner.request.get(`/work/indexes/hfi${path}`);
      expect(response.status(), path).toBe(404);
    }
    const response = await owner.request.get('/admin/accounts');
    expect(response.status()).toBe(403);
  });

  await test.step('the password is changed, and the old one is of no use', async () => {
    await owner.goto('/account');
    await field(owner, say('account.current_password'), lang).fill('not the password at all');
    await field(owner, say('account.new_password'), lang).fill(SECOND);
    await field(owner, say('account.password_again'), lang).fill(SECOND);
    await owner.getByRole('button', { name: say('account.change_button') }).click();
    await expectFault(owner, say('account.current_password'), lang);
    await field(owner, say('account.current_password'), lang).fill(FIRST);
    await field(owner, say('account.new_password'), lang).fill(SECOND);
    await field(owner, say('account.password_again'), lang).fill(SECOND);
    await owner.getByRole('button', { name: say('account.change_button') }).click();
    await expect(owner.getByRole('status')).toHaveText(say('account.password_changed'));
    await signIn(owner, email, FIRST, lang);
    await expect(owner.getByRole('alert')).toBeVisible();
    await signIn(owner, email, SECOND, lang);
    await expect(owner).toHaveURL(/\/work$/);
  });

  await test.step('signing out everywhere ends the session at the other desk too', async () => {
    const elsewhere = await someoneElse();
    await elsewhere.goto('/sign-in');
    await signIn(elsewhere, email, SECOND, lang);
    await expect(elsewhere).toHaveURL(/\/work$/);
    await owner.goto('/account');
    await owner.getByRole('button', { name: say('account.everywhere_button') }).click();
    await expect(owner).toHaveURL(/\/sign-in/);
    await elsewhere.goto('/work/audit');
    await expect(elsewhere).toHaveURL(/\/sign-in\?next=%2Fwork%2Faudit$/);
  });

  await test.step('a locked-out account cannot sign in', async () => {
    await toAccount(page, email);
    await page.getByRole('button', { name: say('admin.disable', { email }) }).click();
    await expect(page.getByRole('status')).toHaveText(say('admin.done_disabled'));
    await owner.goto('/sign-in');
    await signIn(owner, email, SECOND, lang);
    await expect(owner.getByRole('alert')).toBeVisible();
    await toAccount(page, email);
    await page.getByRole('button', { name: say('admin.enable', { email }) }).click();
    await signIn(owner, email, SECOND, lang);
    await expect(owner).toHaveURL(/\/work$/);
  });

  await test.step('all of it stands in the audit records', async () => {
    await page.goto('/work/audit');
    for (const deed of ['organisation_created', 'account_created', 'password_set_up', 'password_changed', 'session_all_closed']) {
      await expect(cell(page, say(`audit.${deed}`)).first()).toBeVisible();
    }
  });
});

test('whoever is not signed in is asked to, and comes back afterwards', async ({ page, lang, say }) => {
  await page.goto('/work/indexes/hfi?from=mail');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fwork%2Findexes%2Fhfi%3Ffrom%3Dmail$/);
  await expectLanguage(page, lang);
  await page.getByRole('button', { name: say('account.sign_in_as', { role: role.assessor[lang] }) }).click();
  await expect(page).toHaveURL(/\/work\/indexes\/hfi\?from=mail$/);
  await page.getByRole('button', { name: say('common.sign_out') }).click();
  await expect(page).toHaveURL(/\/$/);
  await page.goto('/work');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('signing in leads to our own pages only', async ({ page, lang, say }) => {
  await page.goto('/sign-in?next=//evil.example/work');
  await page.getByRole('button', { name: say('account.sign_in_as', { role: role.assessor[lang] }) }).click();
  await expect(page).toHaveURL(/127\.0\.0\.1:\d+\/work$/);
});

test('guessing a password is slowed down', async ({ page, lang, unique }) => {
  await page.goto('/sign-in');
  const email = `${unique('nobody')}@example.org`;
  for (let i = 0; i < 5; i += 1) await signIn(page, email, `guess number ${i}`, lang);
  await signIn(page, email, 'one more guess', lang);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(word(lang, 'common.throttled_title'));
});

async function signIn(page: Page, email: string, password: string, lang: Lang): Promise<void> {
  await field(page, word(lang, 'account.email'), lang).fill(email);
  await field(page, word(lang, 'account.password'), lang).fill(password);
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: word(lang, 'common.sign_in'), exact: true }).click();
  await answer;
}

/** The summary on top links to the field, which says itself what is wrong. */
async function expectFault(page: Page, label: string, lang: Lang): Promise<void> {
  const wrong = field(page, label, lang).and(page.locator('[aria-invalid=true]'));
  await expect(wrong).toBeVisible();
  const id = await wrong.getAttribute('id');
  await expect(page.getByRole('alert').locator(`a[href="#${id}"]`)).toBeVisible();
  await expect(page).toHaveTitle(new RegExp(`^${literal(word(lang, 'common.error_prefix'))}`));
}

/** The page of the operator's list that has this account; the people of the demonstration fill several. */
async function toAccount(page: Page, email: string): Promise<void> {
  await page.goto('/admin/accounts');
  const next = page.locator('nav.pager a[rel=next]').last();
  while (!(await page.locator('main').innerText()).includes(email) && (await next.count()) > 0) {
    await page.goto((await next.getAttribute('href')) ?? '');
  }
}
