// Pictures of every kind of page, to look at: node screenshots.mjs FOLDER [ADDRESS]
// Needs a running server with the demonstration data, such as `end2end/serve`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { chromium } from '@playwright/test';

import pages from './tests/pages.js';

const [folder, address = 'http://127.0.0.1:3100'] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node screenshots.mjs FOLDER [ADDRESS]');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });

const visitors = [
  [{ ...pages.publicPages, ...pages.cityPages }, null],
  [{ ...pages.workPages, ...pages.cityWorkPages }, 'assessor@demo.example'],
  [pages.headPages, 'respondent@demo.example'],
  [pages.commissionerPages, 'commissioner@demo.example'],
  [pages.operatorPages, 'operator@demo.example'],
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
});
for (const locale of ['zh-CN', 'en-GB']) {
  for (const width of [1280, 390]) {
    for (const [kinds, email] of visitors) {
      const context = await browser.newContext({ baseURL: address, locale, viewport: { width, height: 900 }, isMobile: width < 720 });
      const page = await context.newPage();
      if (email) {
        await page.goto('/sign-in');
        await page.locator('form').filter({ has: page.locator(`input[value="${email}"]`) }).getByRole('button').click();
        await page.waitForURL(/\/(work|admin)/);
      }
      for (const [kind, url] of Object.entries(kinds)) {
        await page.goto(url, { waitUntil: 'networkidle' });
        const file = join(folder, `${kind}-${locale.slice(0, 2)}-${width}.png`);
        await page.screenshot({ path: file, fullPage: true });
        console.log(file);
      }
      await context.close();
    }
  }
}
await browser.close();
