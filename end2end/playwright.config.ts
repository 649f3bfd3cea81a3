import { defineConfig, devices } from '@playwright/test';

import type { Options } from './tests/support';

const port = process.env.END2END_PORT ?? '3100';
const address = `http://127.0.0.1:${port}`;

const desktop = { viewport: { width: 1280, height: 900 } };
const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 3,
  isMobile: true,
  hasTouch: true,
  userAgent: devices['Pixel 7'].userAgent,
};
const chinese = { lang: 'zh', locale: 'zh-CN' } as const;
const english = { lang: 'en', locale: 'en-GB' } as const;

/** Not about how a page looks on a phone. */
const sizeless = /(accounts|errors|shutdown)\.spec/;

export default defineConfig<Options>({
  testDir: 'tests',
  outputDir: 'test-results',
  // A journey is one test, its steps in order; no journey counts on another.
  fullyParallel: true,
  workers: 2,
  // On a busy machine a journey may miss a deadline: it is run once more, and reported as flaky with its reason.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 12_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: address,
    timezoneId: 'Asia/Shanghai',
    trace: { mode: 'retain-on-failure', screenshots: false },
    actionTimeout: 15_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    // Each language and each size of window is seen in light and in dark colours.
    { name: 'desktop-zh', use: { ...desktop, ...chinese, colorScheme: 'light' } },
    { name: 'phone-en', use: { ...phone, ...english, colorScheme: 'light' }, testIgnore: sizeless },
    { name: 'phone-zh', use: { ...phone, ...chinese, colorScheme: 'dark' }, testIgnore: [sizeless, /assess\.spec/] },
    { name: 'desktop-en', use: { ...desktop, ...english, colorScheme: 'dark' }, testIgnore: /(assess|reweigh|shutdown)\.spec/ },
    {
      name: 'noscript',
      use: { ...desktop, ...chinese, javaScriptEnabled: false },
      // axe and re-weighting are scripts themselves.
      testIgnore: /(accessibility|reweigh|errors|shutdown)\.spec/,
    },
  ],
  webServer: {
    command: './serve',
    url: `${address}/readyz`,
    reuseExistingServer: Boolean(process.env.END2END_REUSE),
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
