import { cityPages } from './pages';
import { expect, expectLanguage, expectNoSidewaysScroll, row, test, visit } from './support';

const RANKING = '/indexes/shanxi/2025';
/** `serve` publishes two versions before this one. */
const EDITION = `${RANKING}/v3`;
const TAIYUAN = `${EDITION}/units/140100`;
const taiyuan = { zh: '太原市', en: 'Taiyuan City' };
const short = { zh: '太原', en: 'Taiyuan' };
const CITIES = 11;

test('the public sees the cities on a map, in a table and by dimension, and all three say the same', async ({ page, lang, say }) => {
  await visit(page, RANKING, lang);
  const ranked = page.locator('table.ranking tbody tr');
  await expect(ranked).toHaveCount(CITIES);
  const changed = lang === 'zh' ? '计分方法有调整' : 'the recipe was adjusted';
  await expect.soft(page.locator('main'), 'only the release differs from the version before').not.toContainText(changed, { timeout: 500 });

  await test.step('the map has a tile a city, with its grade in words, and leads to it', async () => {
    const map = page.getByRole('group', { name: say('edition.map') });
    await expect(map.getByRole('link')).toHaveCount(CITIES);
    const tile = map.getByRole('link', { name: new RegExp(`^${taiyuan[lang]}`) });
    await expect(tile).toContainText(short[lang]);
    const score = await row(page.locator('table.ranking'), taiyuan[lang]).locator('.score').textContent();
    await expect(tile).toHaveAccessibleName(new RegExp(say('edition.map_has_score', { score: Number(score).toFixed(1) })));
    await expect(page.getByRole('list', { name: say('edition.map_legend') }).getByRole('listitem').first()).toBeVisible();
    await tile.click();
    await expect(page).toHaveURL(new RegExp(`${TAIYUAN}$`));
    await page.goBack();
  });

  await test.step('the heat table has every city on every dimension, in the order of the ranking', async () => {
    const heat = page.getByRole('table', { name: say('dimensions.caption') });
    const rows = heat.locator('tbody tr');
    await expect(rows).toHaveCount(CITIES);
    const names = (inside: typeof rows) => inside.getByRole('rowheader').allTextContents();
    const order = (await names(ranked)).map((name) => name.trim());
    expect((await names(rows)).map((name) => name.trim())).toEqual(order);
    await expect(rows.first().getByRole('cell').nth(1)).toHaveText(/^\d+\.\d$/);
  });

  await test.step('the levels beneath unfold on a page of their own', async () => {
    await page.getByRole('link', { name: say('dimensions.all') }).click();
    await expect(page).toHaveURL(new RegExp(`${EDITION}/dimensions$`));
    await expectLanguage(page, lang);
    await expectNoSidewaysScroll(page);
    const folded = page.locator('main details').first();
    await folded.locator('summary').click();
    await expect(folded.getByRole('rowheader')).toHaveCount(CITIES);
  });
});

test('a city opens from its total to a row of evidence', async ({ page, lang, say }) => {
  await visit(page, TAIYUAN, lang);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(taiyuan[lang]);

  await test.step('from the weighted sum to the total, with caps', async () => {
    const steps = page.getByRole('table', { name: say('unit.total_caption') });
    const [sum, total] = await Promise.all(
      [say('unit.weighted_sum'), say('unit.overall')].map((name) => row(steps, name).getByRole('cell').last().innerText()),
    );
    expect(Number.parseFloat(figure(sum))).toBeGreaterThan(0);
    expect(Number.parseFloat(figure(total))).toBeLessThanOrEqual(100);
    await expect(page.getByRole('table', { name: say('unit.parts') })).toBeVisible();
  });

  await test.step('a number opens to its formula with the numbers in it', async () => {
    const derivation = page.getByRole('table', { name: say('unit.derivation') });
    await derivation.locator('a[href$="/items/A1.1"]').click();
    await expect(page).toHaveURL(new RegExp(`${TAIYUAN}/items/A1\\.1$`));
    await expectLanguage(page, lang);
    await expectNoSidewaysScroll(page);
    const steps = page.getByRole('table', { name: say('item.steps') });
    await expect(row(steps, new RegExp(`^${say('item.points')}$`))).toContainText('100');
    await expect(row(steps, say('item.contribution'))).toContainText('×');
    await expect(page.getByRole('heading', { level: 2, name: say('item.about') })).toBeVisible();
  });

  await test.step('and to its rows, without the columns that are not public', async () => {
    const rows = page.locator('#rows');
    await expect(rows).toBeVisible();
    await expect(rows.getByRole('columnheader').first()).toHaveText(say('filing.row_number'));
  });

  await test.step('from there back to the city, and on to all cities', async () => {
    await page.getByRole('link', { name: say('item.all_units') }).click();
    await expect(page).toHaveURL(new RegExp(`${EDITION}/indicators/A1\\.1$`));
    await page.goBack();
    await page.getByRole('link', { name: say('item.back', { unit: taiyuan[lang] }) }).click();
    await expect(page).toHaveURL(new RegExp(`${TAIYUAN}$`));
  });
});

test('what is not public is said, and is nowhere in the page', async ({ page, lang, say }) => {
  await test.step('of some items the rows are withheld', async () => {
    await visit(page, `${TAIYUAN}/items/D1.1`, lang);
    const rows = page.locator('#rows');
    await expect(rows.getByRole('table')).toHaveCount(0);
    await expect(rows).toContainText(lang === 'zh' ? '不公开' : 'not public');
  });
  await test.step('of some only the score is there', async () => {
    await visit(page, `${TAIYUAN}/items/C12.1`, lang);
    await expect(page.getByText(say('item.score_only'))).toBeVisible();
    await expect(page.locator('#rows, #rating, #documents')).toHaveCount(0);
  });
  await test.step('an item that nobody asked does not exist', async () => {
    expect((await page.goto(`${TAIYUAN}/items/Z9`))?.status()).toBe(404);
    expect((await page.goto(`${EDITION}/units/149999/items/A1.1`))?.status()).toBe(404);
  });
});

test('the page for other weights keeps bonuses and deductions', async ({ page, lang, say }) => {
  await visit(page, `${EDITION}/reweigh`, lang);
  await expect(page.getByText(say('reweigh.kept'))).toBeVisible();
  const rows = page.locator('table.ranking tbody tr');
  await expect(rows).toHaveCount(CITIES);
  // Official weights give the official ranks and scores.
  for (const line of await rows.all()) {
    expect(await line.locator('.pinned').innerText()).toBe(await line.locator('td.rank').innerText());
  }
});

test('every page of the cities says that they are invented', async ({ page, lang, say }) => {
  for (const [kind, url] of Object.entries(cityPages)) {
    await test.step(kind, async () => {
      await visit(page, url, lang);
      await expect(page.locator('body')).toContainText(say('common.example'));
    });
  }
});

/** A figure with its label before it, as a phone's card has it, and a true minus sign. */
function figure(text: string): string {
  return text.replace('−', '-').replace(/^[^\d-]+/, '');
}
