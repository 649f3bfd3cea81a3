import { expect, expectLanguage, test } from './support';

const UNKNOWN = [
  '/rounds/1/',
  '/indexes/',
  '/indexes/nothing',
  '/indexes/hfi/1999',
  '/indexes/hfi/2016/v9',
  '/indexes/hfi/2016/v1/units/XXX',
  '/indexes/hfi/2016/v1/indicators/nothing',
  '/indexes/hfi/2016/v1/nothing',
  '/indexes/hfi/2016/v1/files/nothing.json',
  '/indexes/hfi/2016/v-1',
  '/indexes/hfi/2016/v99999999999999999999',
  '/indexes/%00/2016',
  '/indexes/hfi/%2E%2E%2F2016',
  '/indexes/hfi/2016/v1/units/%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  '/pkg/nothing.css',
  '/.env',
  '/favicon.php',
];

test('an unknown address is answered by a page that leads on', async ({ page, lang, say }) => {
  for (const path of UNKNOWN) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
    if (/\/(pkg|files)\//.test(path)) continue;
    await expect(page.getByRole('heading', { level: 1 }), path).toHaveText(say('common.not_found_title'));
    await expectLanguage(page, lang);
    await expect(page.getByRole('main').getByRole('link', { name: say('common.home') })).toHaveAttribute('href', '/');
  }
});

test('a dead set-up link says so, and whom to ask, whether or not it ever worked', async ({ page, lang, say }) => {
  const response = await page.goto('/set-up/0000');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('account.link_dead_title'));
  await expect(page.getByRole('main')).toContainText(say('account.link_dead_mend'));
  await expectLanguage(page, lang);
});

test('no address makes the server fail', async ({ request, baseURL }) => {
  const strange = [
    '//',
    '///evil.example/',
    '/%00',
    '/%',
    '/%zz',
    '/%C3%28',
    '/..%2f..%2fetc/passwd',
    '/pkg/..%2f..%2fCargo.toml',
    '/indexes/hfi/2016/v1/files/..%2f..%2fchengping.sqlite',
    `/${'a'.repeat(7000)}`,
    `/indexes/hfi/2016?q=${'长'.repeat(600)}`,
    "/indexes/hfi/2016?sort=';--",
    '/indexes/hfi/2016?sort=pf_score&order=sideways&league=&league=&q=%00',
    '/indexes/hfi/2016?page=-1&page=9999999999999999999999',
    '/indexes/hfi/2016?lang=klingon',
    '/indexes/hfi/2016?%=%&&&===',
    '/work/jobs/-1',
    '/work/jobs/99999999999999999999999',
    '/work/audit?before=x',
    '/sign-in?next=%0d%0aSet-Cookie:x=1',
  ];
  for (const path of strange) {
    const response = await request.get(`${baseURL}${path}`, { maxRedirects: 0 });
    expect(response.status(), path).toBeLessThan(500);
    expect(response.headers()['set-cookie'] ?? '', path).not.toContain('x=1');
    expect(response.headers().location ?? '/', path).toMatch(/^\/(?!\/)/);
  }
});

test('a query that means nothing shows the ranking all the same', async ({ page, lang }) => {
  for (const query of ["sort=';--", 'order=sideways', 'league=Atlantis', 'q=%00', 'page=-1']) {
    const response = await page.goto(`/indexes/hfi/2016?${query}`);
    expect(response?.status(), query).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectLanguage(page, lang);
  }
});

test('a form is taken from our own pages only', async ({ request, lang, say }) => {
  const address = '/sign-in';
  const form = { email: 'assessor@demo.example', password: 'demonstration only' };
  const foreign: Record<string, string>[] = [
    {},
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  for (const headers of foreign) {
    const response = await request.post(address, { form, headers, maxRedirects: 0 });
    expect(response.status(), JSON.stringify(headers)).toBe(403);
    const html = await response.text();
    expect(html).toContain(`lang="${lang === 'zh' ? 'zh-CN' : 'en'}"`);
    expect(html).toContain(say('common.site_name'));
    expect(response.headers()['set-cookie'] ?? '').not.toContain('session');
  }
});

test('a method or a body that makes no sense is refused, not tripped over', async ({ request, baseURL }) => {
  const headers = { origin: baseURL ?? '' };
  for (const [method, path] of [
    ['POST', '/'],
    ['DELETE', '/indexes/hfi/2016'],
    ['PUT', '/sign-in'],
    ['POST', '/work/indexes/hfi/data'],
    ['POST', '/admin/accounts/x/disable'],
  ]) {
    const response = await request.fetch(path, { method, headers, maxRedirects: 0, data: Buffer.from([0, 255, 254]) });
    expect(response.status(), `${method} ${path}`).toBeGreaterThanOrEqual(300);
    expect(response.status(), `${method} ${path}`).toBeLessThan(500);
  }
});
