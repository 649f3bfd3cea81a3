import { readFileSync, writeFileSync } from 'node:fs';

import type { Locator, Page, Response, TestInfo } from '@playwright/test';

import { country, hfi, node, ranked } from './hfi';
import { expect, expectLanguage, expectNoSidewaysScroll, row, test, verify, visit } from './support';
import { type Lang, stage, word } from './words';

const RANKING = '/indexes/hfi/2016';
const EDITION = `${RANKING}/v1`;
const first = ranked(2016)[0];

test('a member of the public finds who is first, and why, down to a raw value', async ({ page, lang, say }) => {
  await test.step('the home page leads to the newest edition', async () => {
    await visit(page, '/', lang);
    await page.getByRole('main').getByRole('link', { name: indexName(lang, 2016) }).click();
    await expect(page).toHaveURL(new RegExp(`${RANKING}$`));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(indexName(lang, 2016));
    await expect(page.getByRole('main')).toContainText(stage.final[lang]);
    await expect(page.getByRole('main')).toContainText(lang === 'zh' ? '卡托研究所' : 'Cato Institute');
    await expectLanguage(page, lang);
    await expectNoSidewaysScroll(page);
  });

  await test.step('the first row is the country that its publisher ranks first', async () => {
    expect(first.countries).toBe('New Zealand');
    const rows = body(page);
    await expect(rows).toHaveCount(162);
    await expect(rows.first().getByRole('rowheader')).toHaveText(country(first, lang));
    await expect(rows.first().locator('.rank')).toHaveText('1');
    expect(Math.abs(Number(await rows.first().locator('.score').textContent()) - Number(first.hf_score))).toBeLessThan(0.0101);
  });

  await test.step('every rank stands beside its country', async () => {
    const shown = await body(page).evaluateAll((rows) =>
      rows.map((row) => ({ code: row.id, rank: Number.parseInt(row.querySelector('.rank')?.textContent ?? '', 10) })),
    );
    expect(shown.map((unit) => unit.rank)).toEqual([...shown].map((unit) => unit.rank).sort((a, b) => a - b));
    // Where all values are there, our order is the publisher's to within rounding.
    const theirs = new Map(ranked(2016).map((unit) => [unit.ISO_code, Number(unit.hf_rank)]));
    for (const unit of shown.slice(0, 10)) {
      expect(Math.abs(unit.rank - (theirs.get(unit.code) ?? 0)), unit.code).toBeLessThanOrEqual(1);
    }
  });

  await test.step('it can be sorted by a dimension, in both directions', async () => {
    const head = page.getByRole('columnheader', { name: node('pf_score', lang) });
    const best = [...hfi].filter((unit) => unit.year === '2016').sort((a, b) => Number(b.pf_score) - Number(a.pf_score));
    await sortBy(page, head);
    await expect(head).toHaveAttribute('aria-sort', 'descending');
    await expect(page).toHaveURL(/sort=pf_score/);
    await expect(body(page).first().getByRole('rowheader')).toHaveText(country(best[0], lang));
    const order = say('edition.sorted_by', { column: node('pf_score', lang), order: say('edition.descending') });
    await expect(page.locator('.sort-choice summary'), 'the present order is said on a phone too').toHaveText(order);
    await sortBy(page, head);
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
    await expect(body(page).first().getByRole('rowheader')).toHaveText(country(best[161], lang));
  });

  await test.step('it can be searched, and the order stays', async () => {
    const search = page.getByRole('searchbox');
    await search.fill(country(first, lang));
    await page.getByRole('button', { name: say('edition.filter') }).click();
    await expect(body(page)).toHaveCount(1);
    await expect(page).toHaveURL(/sort=pf_score/);
    await expect(search).toHaveValue(country(first, lang));
    await search.fill('Atlantis');
    await search.press('Enter');
    await expect(page.getByRole('heading', { name: say('edition.nothing_title') })).toBeVisible();
    await expectLanguage(page, lang);
    await expectNoSidewaysScroll(page);
    await page.getByRole('link', { name: say('edition.clear') }).first().click();
    await expect(body(page)).toHaveCount(162);
  });

  await test.step('it can be filtered by region', async () => {
    await page.getByRole('combobox', { name: say('edition.league') }).selectOption('Oceania');
    await page.getByRole('button', { name: say('edition.filter') }).click();
    const there = hfi.filter((unit) => unit.year === '2016' && unit.region === 'Oceania');
    await expect(body(page)).toHaveCount(there.length);
    await expect(page.getByText(say('edition.shown', { shown: there.length, all: 162 })).first()).toBeVisible();
    await expect(body(page).first().locator('.rank'), 'ranks stay those among all').toHaveText('1');
  });

  await test.step('a country opens down to its raw values', async () => {
    await page.getByRole('link', { name: country(first, lang), exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`${EDITION}/units/${first.ISO_code}$`));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(country(first, lang));
    await expectLanguage(page, lang);
    await expectNoSidewaysScroll(page);
    const derivation = page.getByRole('table', { name: say('unit.derivation') });
    const homicide = row(derivation, node('pf_ss_homicide', lang));
    await expect(homicide).toBeVisible();
    const raw = Number.parseFloat(await homicide.getByRole('cell').first().innerText());
    expect(Math.abs(raw - Number(first.pf_ss_homicide)), 'the raw value is the published one').toBeLessThan(0.0005);
  });

  await test.step('an indicator is compared across countries', async () => {
    await page.getByRole('link', { name: node('pf_ss_homicide', lang) }).first().click();
    await expect(page).toHaveURL(new RegExp(`${EDITION}/indicators/pf_ss_homicide$`));
    await expect(page.getByRole('heading', { level: 1 })).toContainText(node('pf_ss_homicide', lang));
    await expect(page.getByRole('main')).toContainText(country(first, lang));
    await expectLanguage(page, lang);
    await expectNoSidewaysScroll(page);
  });
});

test('the method stands in words and formulas', async ({ page, lang, say }) => {
  await page.goto(RANKING);
  await page.getByRole('link', { name: say('edition.method_link') }).click();
  await expect(page).toHaveURL(new RegExp(`${EDITION}/method$`));
  await expect(page.locator('math').first()).toBeVisible();
  await expect(page.getByRole('main')).toContainText(node('pf_score', lang));
  await expectLanguage(page, lang);
  await expectNoSidewaysScroll(page);
});

test('a stranger downloads the bundle and verifies it, and finds any changed byte', async ({ page, lang, say }, info) => {
  await page.goto(RANKING);
  await page.getByRole('link', { name: say('edition.downloads_link') }).click();
  await expect(page).toHaveURL(new RegExp(`${EDITION}/downloads$`));
  await expectLanguage(page, lang);
  await expectNoSidewaysScroll(page);

  const bundle = await download(page, page.locator('main a[href$=".json"]').first(), info);
  const verification = await verify(bundle);
  expect(verification.identical).toBe(true);
  await expect(page.getByRole('main'), 'the page names the hash of the file').toContainText(verification.sha256);

  const bytes = readFileSync(bundle);
  for (const at of [1, Math.floor(bytes.length / 2), bytes.length - 2]) {
    const changed = Buffer.from(bytes);
    changed[at] ^= 1;
    const path = info.outputPath(`changed-${at}.json`);
    writeFileSync(path, changed);
    const { identical, first_difference } = await verify(path);
    expect(identical, `byte ${at}`).toBe(false);
    expect(first_difference, `byte ${at}`).not.toBeNull();
  }

  const files = await page.locator('main a[href*="/files/"]').evaluateAll((links) => links.map((a) => (a as HTMLAnchorElement).href));
  expect(files.some((url) => url.endsWith('.xlsx'))).toBe(true);
  expect(files.filter((url) => url.endsWith('.csv')).length).toBeGreaterThanOrEqual(4);
  for (const url of files) {
    const response = await page.request.get(url);
    expect(response.status(), url).toBe(200);
    expect(response.headers()['content-disposition'], url).toContain('attachment');
    expect((await response.body()).length, url).toBeGreaterThan(1000);
  }
});

test('the years lead from one edition to the next', async ({ page, lang, say }) => {
  await page.goto(RANKING);
  const years = page.getByRole('navigation', { name: say('edition.periods') });
  await expect(years.getByRole('link')).toHaveCount(9);
  await expect(years.getByRole('link', { name: '2016' })).toHaveAttribute('aria-current', 'page');
  await years.getByRole('link', { name: '2008' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(indexName(lang, 2008));
  const best = ranked(2008)[0];
  const theirs = page.locator(`tr#${best.ISO_code} td.official`).first();
  expect(Number(await theirs.textContent()), 'the publisher’s own score').toBeCloseTo(Number(best.hf_score), 3);
});

test('an index, and a period, lead to the edition in force', async ({ page }) => {
  await page.goto('/indexes/hfi');
  await expect(page).toHaveURL(new RegExp(`${RANKING}$`));
  expect((await page.goto(EDITION))?.status()).toBe(200);
});

test('the choice of language is remembered', async ({ page, lang }) => {
  const other: Lang = lang === 'zh' ? 'en' : 'zh';
  await page.goto(`${RANKING}?league=Oceania`);
  await page.getByRole('link', { name: word(lang, 'common.language_switch'), exact: true }).click();
  await expect(page).toHaveURL(/league=Oceania/);
  await expectLanguage(page, other);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(indexName(other, 2016));
  await page.goto('/verify');
  await expectLanguage(page, other);
  await page.goto(`/?lang=${lang}`);
  await expectLanguage(page, lang);
  await page.goto('/verify');
  await expectLanguage(page, lang);
});

test('everything can be reached by keyboard, and what has the focus is seen', async ({ page, say }) => {
  await page.goto(RANKING);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: say('common.skip_to_content') });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#main$/);
  await page.keyboard.press('Tab');
  const focused = page.locator('main :focus');
  await expect(focused).toHaveCount(1);
  const outline = await focused.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return { outlineStyle, width: Number.parseFloat(outlineWidth) };
  });
  expect(outline.outlineStyle).not.toBe('none');
  expect(outline.width).toBeGreaterThanOrEqual(2);
});

test('on paper there is the ranking, and nothing to press', async ({ page, lang, say }) => {
  await page.goto(RANKING);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(body(page).first().getByRole('rowheader')).toHaveText(country(first, lang));
  await expect(body(page).last()).toBeVisible();
  await expect(page.getByRole('button', { name: say('edition.filter') })).toBeHidden();
  await expect(page.getByRole('navigation', { name: say('common.main_navigation') })).toBeHidden();
});

test('a ranking is light, and loads neither script nor WASM', async ({ page }) => {
  const responses: Response[] = [];
  page.on('response', (response) => responses.push(response));
  await page.goto(RANKING, { waitUntil: 'networkidle' });
  const icon = (response: Response) => response.url().endsWith('/favicon.svg');
  const kinds = responses.filter((response) => !icon(response)).map((response) => response.request().resourceType());
  expect(kinds.sort()).toEqual(['document', 'stylesheet']);
  let transferred = 0;
  for (const response of responses) {
    // The icon is smaller than its headers.
    if (!icon(response)) expect(response.headers()['content-encoding'], response.url()).toBe('br');
    const { responseBodySize, responseHeadersSize } = await response.request().sizes();
    transferred += responseBodySize + responseHeadersSize;
  }
  expect(transferred).toBeLessThan(60_000);
  expect(await page.locator('script').count()).toBe(0);
});

test('every page of an edition names itself to search engines, in both languages', async ({ request }) => {
  for (const path of ['', '/units/NZL', '/indicators/pf_score', '/method', '/downloads', '/reweigh']) {
    // A query of its own, so that no cache answers.
    for (const again of [1, 2, 3, 4]) {
      const html = await (await request.get(`${EDITION}${path}?fresh=${path.length}-${again}`)).text();
      expect(html.match(/<link[^>]* rel="canonical"/g) ?? [], `${path} ${again}`).toHaveLength(1);
      expect(html.match(/<link[^>]* rel="alternate"/g) ?? [], `${path} ${again}`).toHaveLength(3);
      expect(html).toMatch(/hreflang="x-default"/);
      expect(html.match(/<meta[^>]* name="description"/g) ?? [], `${path} ${again}`).toHaveLength(1);
    }
  }
});

test('a page that has not changed is not sent again', async ({ request }) => {
  const page = await request.get(EDITION);
  const etag = page.headers().etag;
  expect(etag).toBeTruthy();
  const again = await request.get(EDITION, { headers: { 'if-none-match': etag } });
  expect(again.status()).toBe(304);
});

function indexName(lang: Lang, year: number): string {
  return lang === 'zh' ? `人类自由指数 ${year}` : `Human Freedom Index ${year}`;
}

/** The rows of the ranking. */
function body(page: Page): Locator {
  return page.locator('table.ranking tbody tr');
}

/** Follows the link in a column's head. */
async function sortBy(page: Page, head: Locator): Promise<void> {
  const link = head.getByRole('link');
  if ((page.viewportSize()?.width ?? 0) >= 720) {
    await link.click();
  } else {
    // On a phone a row is a card and the heads are for those who hear the page; the same links stand in a list.
    const choice = page.locator('details.sort-choice');
    const href = await link.getAttribute('href');
    await choice.locator('summary').click();
    await choice.locator(`a[href="${href}"]`).click();
  }
}

async function download(page: Page, link: Locator, info: TestInfo): Promise<string> {
  const waiting = page.waitForEvent('download');
  await link.click();
  const file = await waiting;
  const path = info.outputPath(file.suggestedFilename());
  await file.saveAs(path);
  return path;
}
