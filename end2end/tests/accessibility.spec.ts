import type { Page } from '@playwright/test';

import { developmentPages, operatorPages, publicPages, workPages } from './pages';
import { expect, expectAccessible, expectLanguage, expectNoSidewaysScroll, type Lang, signInAs, test } from './support';

for (const [kind, url] of Object.entries(publicPages)) {
  test(`${kind}: nothing against it`, async ({ page, lang }) => {
    await nothingAgainst(page, url, lang);
  });
}

test('the assessor’s pages: nothing against them', async ({ page, lang }) => {
  test.setTimeout(120_000);
  await signInAs(page, 'assessor', lang);
  for (const [kind, url] of Object.entries(workPages)) {
    await test.step(kind, () => nothingAgainst(page, url, lang));
  }
});

test('the operator’s pages: nothing against them', async ({ page, lang }) => {
  await signInAs(page, 'operator', lang);
  for (const [kind, url] of Object.entries(operatorPages)) {
    await test.step(kind, () => nothingAgainst(page, url, lang));
  }
});

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

test('at 320 pixels, which is 400 % of a desktop, nothing must be pushed sideways', async ({ page, lang }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 320, height: 700 });
  await signInAs(page, 'assessor', lang);
  for (const url of [...Object.values(publicPages), ...Object.values(workPages)]) {
    await test.step(url, async () => {
      await page.goto(url);
      await expectNoSidewaysScroll(page);
    });
  }
});

async function nothingAgainst(page: Page, url: string, lang: Lang): Promise<void> {
  await page.goto(url);
  await expectLanguage(page, lang);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
}
