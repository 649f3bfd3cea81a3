import { expect, expectLanguage, expectNoSidewaysScroll, row, test, visit } from './support';

/** `serve` publishes two versions before this one. */
const EDITION = '/indexes/shanxi/2025/v3';
const TAIYUAN = `${EDITION}/units/140100`;
const GRADES_ONLY = '/indexes/shanxi/2025/v2/units/140100';
const FRANCE = '/indexes/hfi/2016/v1/units/FRA';
const taiyuan = { zh: '太原市', en: 'Taiyuan City' };
const france = { zh: '法国', en: 'France' };

test('a city asks what it would take, and chooses another goal', async ({ page, lang, say }) => {
  await visit(page, TAIYUAN, lang);
  await page.getByRole('link', { name: say('reach.title'), exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${TAIYUAN}/reach$`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('reach.title_of', { name: taiyuan[lang] }));
  await expectLanguage(page, lang);
  await expectNoSidewaysScroll(page);

  const goal = page.getByLabel(say('reach.goal'), { exact: true });
  const result = page.locator('#result');

  await test.step('the first goal is computed at once, and said', async () => {
    const chosen = (await goal.locator('option').first().textContent())?.trim() ?? '';
    await expect(goal).toHaveValue((await goal.locator('option').first().getAttribute('value')) ?? '');
    await expect(result).toContainText(say('reach.goal_is', { goal: chosen }));
    await expect(page.getByText(say('reach.limits_text'))).toBeVisible();
  });

  await test.step('another goal is another page', async () => {
    const last = goal.locator('option').last();
    const [value, name] = [await last.getAttribute('value'), (await last.textContent())?.trim() ?? ''];
    await goal.selectOption(value);
    await page.getByRole('button', { name: say('reach.compute'), exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/reach\\?goal=${value}$`));
    await expect(result).toContainText(say('reach.goal_is', { goal: name }));
    await expect(goal).toHaveValue(value ?? '');
    await expectNoSidewaysScroll(page);
  });

  await test.step('a goal that is not offered is not computed: the first one is', async () => {
    await visit(page, `${TAIYUAN}/reach?goal=rank-0`, lang);
    const first = goal.locator('option').first();
    await expect(result).toContainText(say('reach.goal_is', { goal: (await first.textContent())?.trim() ?? '' }));
  });

  await test.step('and back to the city', async () => {
    await page.getByRole('link', { name: say('explain.back', { name: taiyuan[lang] }) }).click();
    await expect(page).toHaveURL(new RegExp(`${TAIYUAN}$`));
  });
});

test('one place up is reached by some indicator alone, and the table says by how much', async ({ page, lang, say }) => {
  await visit(page, `${FRANCE}/reach`, lang);
  const table = page.getByRole('table', { name: say('reach.caption'), exact: true });
  const first = table.locator('tbody tr').first();
  await expect(first.getByRole('rowheader').getByRole('link')).toHaveAttribute('href', /\/indexes\/hfi\/2016\/v1\/indicators\//);
  // Own value, value needed, change, share of the range, rank, score.
  await expect(first.locator('td')).toHaveCount(6);
  await expect(first.locator('td').nth(2)).toHaveText(/^[+−]\d/);
  await expect(first.locator('td').nth(3)).toHaveText(/%$/);
});

test('a country asks why its result changed', async ({ page, lang, say }) => {
  await visit(page, FRANCE, lang);
  await page.getByRole('link', { name: say('change.link', { period: 2015 }), exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${FRANCE}/change$`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('change.title_of', { name: france[lang] }));
  await expectLanguage(page, lang);
  await expectNoSidewaysScroll(page);

  await test.step('in four parts and their sum', async () => {
    const parts = page.getByRole('table', { name: say('change.parts'), exact: true });
    for (const part of ['membership', 'method', 'weights', 'values', 'total']) {
      const figures = row(parts, new RegExp(`^${say(`change.${part}`)}$`)).locator('td.num');
      await expect(figures).toHaveCount(2);
      await expect(figures.first(), part).toHaveText(/^([+−]?\d+\.\d+|—)$/);
    }
    await expect(page.getByText(say('change.order_text'))).toBeVisible();
  });

  await test.step('and by the indicators whose contribution changed most', async () => {
    const contributions = page.locator('#contributions');
    await expect(contributions.getByRole('heading', { level: 3, name: say('change.gained') })).toBeVisible();
    await expect(contributions.getByRole('heading', { level: 3, name: say('change.lost') })).toBeVisible();
  });
});

test('where there is nothing to explain, the pages say so', async ({ page, lang, say }) => {
  await visit(page, `${TAIYUAN}/change`, lang);
  await expect(page.getByText(say('change.no_previous'))).toBeVisible();
  for (const kind of ['reach', 'change']) {
    await visit(page, `${GRADES_ONLY}/${kind}`, lang);
    await expect(page.getByText(say('release.nothing_here'))).toBeVisible();
    await expect(page.locator('main').getByRole('table')).toHaveCount(0);
    expect((await page.goto(`${EDITION}/units/149999/${kind}`))?.status()).toBe(404);
  }
});
