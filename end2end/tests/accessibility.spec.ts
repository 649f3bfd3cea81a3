import type { Page } from '@playwright/test';

import {
  cityPages,
  cityWorkPages,
  commissionerPages,
  developmentPages,
  headPages,
  operatorPages,
  publicPages,
  workPages,
} from './pages';
import { expect, expectAccessible, expectLanguage, expectNoSidewaysScroll, type Lang, signInAs, test } from './support';

/** Who has pages behind a sign-in. */
const desks = [
  { who: 'assessor', what: 'the assessor’s pages', pages: workPages },
  { who: 'assessor', what: 'the assessor’s pages of rounds of cities', pages: cityWorkPages },
  { who: 'head', what: 'the pages of a respondent’s head', pages: headPages },
  { who: 'commissioner', what: 'the commissioner’s pages', pages: commissionerPages },
  { who: 'operator', what: 'the operator’s pages', pages: operatorPages },
] as const;

for (const [kind, url] of Object.entries({ ...publicPages, ...cityPages })) {
  test(`${kind}: nothing against it`, async ({ page, lang }) => {
    await nothingAgainst(page, url, lang);
  });
}

for (const { who, what, pages } of desks) {
  test(`${what}: nothing against them`, async ({ page, lang }) => {
    test.setTimeout(180_000);
    await signInAs(page, who, lang);
    for (const [kind, url] of Object.entries(pages)) {
      await test.step(kind, () => nothingAgainst(page, url, lang));
    }
  });
}

for (const [kind, url] of Object.entries(developmentPages)) {
  test(`${kind}, in development: nothing against it`, async ({ page }) => {
    const response = await page.goto(url);
    test.skip(response?.status() === 404, 'a release has no such page; END2END_PROGRAM can name a build for development');
    expect(response?.status()).toBe(200);
    // Names of components are not translated, so its language is not looked at.
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}

test('at 320 pixels, which is 400 % of a desktop, nothing of the public pages must be pushed sideways', async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 320, height: 700 });
  for (const url of Object.values({ ...publicPages, ...cityPages })) {
    await test.step(url, async () => {
      await page.goto(url);
      await expectNoSidewaysScroll(page);
    });
  }
});

for (const { who, what, pages } of desks) {
  test(`at 320 pixels nothing of ${what} must be pushed sideways`, async ({ page, lang }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width: 320, height: 700 });
    await signInAs(page, who, lang);
    for (const url of Object.values(pages)) {
      await test.step(url, async () => {
        await page.goto(url);
        await expectNoSidewaysScroll(page);
      });
    }
  });
}

async function nothingAgainst(page: Page, url: string, lang: Lang): Promise<void> {
  const response = await page.goto(url);
  expect(response?.status(), url).toBe(url === publicPages.notFound ? 404 : 200);
  await expectLanguage(page, lang);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
}
