import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Locator, Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';

import { day, invite, joinIn, openFieldwork, openFiling } from './filing';
import {
  cell,
  expect,
  expectAccessible,
  expectLanguage,
  expectNoSidewaysScroll,
  field,
  fixtures,
  row,
  signInAs,
  test,
  verify,
} from './support';
import { rated, release, stage } from './words';
import { fill, type Rows } from './workbook';

const PERIOD = '2025';
/** Filing takes 20 working days from its first one: it is open today, also after a long holiday. */
const START = day(-12);
const REASON = '三份合同的验收单齐全，第三份没有付款凭证。';
const TELEPHONE = '0351-4000001';

/** A city, what its bureau files, and what that comes to once it is rated. */
const cities = [
  {
    code: '140100',
    name: { zh: '太原市', en: 'Taiyuan' },
    answers: ['是', '是', '是'],
    grade: { zh: 'A 优秀', en: 'A Excellent' },
    // 0.55 × 66.67, as one “yes” of three is not borne out, and 0.45 × 100.
    score: '81.67',
  },
  {
    code: '140200',
    name: { zh: '大同市', en: 'Datong' },
    answers: ['是', '否', '否'],
    grade: { zh: 'B 合格', en: 'B Pass' },
    // 0.55 × 33.33 and 0.45 × 60.
    score: '45.33',
  },
] as const;
const [taiyuan, datong] = cities;
/** Any of the two scores, however many decimals it has. */
const SCORES = /81\.6[67]|45\.3[34]/;

/** The reply that rows name as document 1. */
const reply = { name: 'reply.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nacceptance') };

/**
 * The small questionnaire for two cities and two grades: beside its answers of yes and no a rubric, and columns for
 * documents and for what is not public.
 */
function questionnaire() {
  const small = JSON.parse(readFileSync(join(fixtures, 'small/questionnaire.json'), 'utf8'));
  const [answers] = small.items;
  const level = (points: number, zh: string, en: string) => ({ points, text: { zh, en } });
  small.regions.push({ code: datong.code, parent: '140000', level: 'prefecture', name: datong.name });
  small.trailing_columns = [
    { key: 'phone', label: { zh: '联系电话', en: 'Telephone' }, sensitivity: 'internal', rule: { type: 'text' } },
    { key: 'evidence_ref', label: { zh: '佐证材料编号', en: 'Numbers of documents' }, rule: { type: 'documents' } },
  ];
  small.items = [
    { ...answers, weight: 55 },
    {
      code: 'A2',
      parent: 'A',
      weight: 45,
      name: { zh: '失信追责', en: 'Breaches answered for' },
      lead: 'FIN',
      source: answers.source,
      kind: {
        type: 'rubric',
        levels: [level(0, '未开展', 'Not done'), level(60, '基本落实', 'Largely done'), level(100, '全面落实', 'Fully done')],
      },
      columns: [{ key: 'measure', label: { zh: '措施', en: 'Measure' }, required: true, rule: { type: 'text' } }],
    },
  ];
  small.grades = [
    { letter: 'A', name: { zh: '优秀', en: 'Excellent' }, at_least: 80 },
    { letter: 'B', name: { zh: '合格', en: 'Pass' }, at_least: 0 },
  ];
  return { name: 'questionnaire.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(small)) };
}

/** The tables of a city; its rows stand in rows 7, 8 and 9 of their sheets. */
function tables(answers: readonly string[]): Record<string, Rows> {
  return {
    A1: answers.map((done, i) => ({ no: `HT-00${i + 1}`, done, phone: TELEPHONE, evidence_ref: '1' })),
    A2: [{ measure: '通报 2 件', phone: TELEPHONE, evidence_ref: '1' }],
  };
}

test('an evaluator rates, gathers and publishes as much as is chosen; the public opens a number to its evidence', async ({ page, someoneElse, lang, say, unique, javaScriptEnabled }, info) => {
  test.setTimeout(240_000);
  const slug = unique('rating');
  const board = `/work/indexes/${slug}/fieldwork/${PERIOD}`;
  const round = `/work/indexes/${slug}/rounds/${PERIOD}`;
  const edition = `/indexes/${slug}/${PERIOD}`;
  const index = lang === 'zh' ? '政务诚信（示例）' : 'Integrity (sample)';
  const department = lang === 'zh' ? '市财政局' : 'Bureau of Finance';
  const script = javaScriptEnabled !== false;
  const anyone = await someoneElse();
  const healthy = async (of: Page) => {
    await expectLanguage(of, lang);
    await expectNoSidewaysScroll(of);
    if (script) await expectAccessible(of);
  };
  /** Saves what a link offers, and returns where. */
  const download = async (who: Page, link: Locator, name: string) => {
    const waiting = who.waitForEvent('download');
    await link.click();
    const path = info.outputPath(name);
    await (await waiting).saveAs(path);
    return path;
  };

  await test.step('fieldwork is open for two cities, and nothing can be rated before something is filed', async () => {
    const units = cities.map((city) => city.name[lang]);
    await openFieldwork(page, { slug, period: PERIOD, start: START, units, questionnaire: questionnaire() }, lang, say);
    await page.getByRole('link', { name: say('rating.title'), exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`${board}/ratings$`));
    await toRate(taiyuan, 'A2', 'waiting').click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(rated.waiting[lang]);
    await expect(page.getByRole('button', { name: say('rating.save'), exact: true })).toHaveCount(0);
    await healthy(page);
  });

  function toRate(city: (typeof cities)[number], item: string, state: keyof typeof rated) {
    return page.getByRole('link', { name: say('rating.cell_of', { unit: city.name[lang], item, state: rated[state][lang] }) });
  }

  await test.step('both bureaus file, with a document, and confirm', async () => {
    for (const city of cities) {
      const head = await someoneElse();
      await page.goto(board);
      const filing = await openFiling(page, city.name[lang], department, lang, say);
      const person = { email: `${unique(`rating-${city.code}`)}@example.org`, name: lang === 'zh' ? '王敏' : 'Wang Min', duty: 'head' } as const;
      await joinIn(head, await invite(page, filing, person, lang, say), say);
      await head.goto(`${filing}/documents`);
      await head.locator('input[type=file]').setInputFiles(reply);
      await head.getByRole('button', { name: say('documents.upload'), exact: true }).click();
      await expect(head.getByRole('status').filter({ hasText: say('documents.saved', { n: 1 }) })).toBeVisible();
      await head.goto(filing);
      const workbook = await download(head, head.getByRole('link', { name: say('filing.download') }), `${city.code}.xlsx`);
      const filled = info.outputPath(`${city.code}-filled.xlsx`);
      fill(workbook, filled, tables(city.answers));
      await head.locator('input[type=file]').setInputFiles(filled);
      await head.getByRole('button', { name: say('filing.upload') }).click();
      await head.getByRole('button', { name: say('filing.confirm_button', { n: 1 }) }).click();
      await expect(head.getByRole('status').filter({ hasText: say('filing.done_confirmed') })).toBeVisible();
    }
  });

  const cite = (n: number) => page.getByRole('checkbox', { name: say('rating.cite_row', { n }), exact: true });
  const refuse = (n: number) => page.getByRole('checkbox', { name: say('rating.refuse_row', { n }), exact: true });
  const level = (n: number) => page.getByRole('radio', { name: say('rating.points', { n }), exact: true });
  const reason = () => field(page, say('rating.reason'), lang);
  const save = () => page.getByRole('button', { name: say('rating.save'), exact: true }).click();
  const saveNext = () => page.getByRole('button', { name: say('rating.save_next'), exact: true }).click();
  const faultOf = (id: string) => page.getByRole('alert').locator(`a[href="#${id}"]`);

  await test.step('the list tells what is to be rated', async () => {
    await page.goto(`${board}/ratings`);
    for (const city of cities) for (const item of ['A1', 'A2']) await expect(toRate(city, item, 'toRate')).toBeVisible();
    await healthy(page);
    await page.goto(`${board}/gather`);
    await expect(page.getByText(say('rating.stands_against'), { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: say('rating.gather_button') })).toHaveCount(0);
    await healthy(page);
  });

  await test.step('a rating without level, reason and evidence is refused, and nothing that was typed is lost', async () => {
    await page.goto(`${board}/ratings`);
    await toRate(taiyuan, 'A2', 'toRate').click();
    await expect(page.getByRole('table', { name: say('rating.evidence') })).toContainText('通报 2 件');
    await expect(page.locator('main')).toContainText(lang === 'zh' ? '全面落实' : 'Fully done');
    await healthy(page);
    await save();
    for (const id of ['level', 'reason', 'cite_7']) await expect(faultOf(id)).toBeVisible();
    await healthy(page);
    await level(60).check();
    await cite(7).check();
    await reason().fill('短');
    await save();
    await expect(faultOf('reason')).toBeVisible();
    await expect(page.getByRole('alert').getByRole('link')).toHaveCount(1);
    await expect(level(60)).toBeChecked();
    await expect(cite(7)).toBeChecked();
    await expect(reason()).toHaveValue('短');
    await expect(reason()).toHaveAttribute('aria-invalid', 'true');
  });

  await test.step('the rubric is rated, and rated again: both ratings are kept', async () => {
    await reason().fill('有通报，但整改没有佐证。');
    await save();
    await expect(page).toHaveURL(/done=rated/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(rated.rated[lang]);
    await level(100).check();
    await reason().fill('补核了整改佐证，全面落实。');
    await save();
    const history = page.getByRole('table', { name: say('rating.history') });
    await expect(history.getByRole('row')).toHaveCount(1 + 2);
    await expect(history.getByRole('row').nth(1)).toContainText(say('rating.points', { n: 100 }));
    await expect(history.getByRole('row').nth(2)).toContainText('有通报，但整改没有佐证。');
    await healthy(page);
  });

  await test.step('answers of yes are not all borne out, by a row and a document', async () => {
    await page.goto(`${board}/ratings/${taiyuan.code}/A1`);
    await expect(page.getByText(say('rating.refuse_about'))).toBeVisible();
    await refuse(9).check();
    await reason().fill(REASON);
    await field(page, say('rating.documents'), lang).fill('9');
    await save();
    await expect(faultOf('documents')).toBeVisible();
    await expect(refuse(9)).toBeChecked();
    await healthy(page);
    await field(page, say('rating.documents'), lang).fill('1');
    await cite(9).check();
    await saveNext();
  });

  await test.step('from one to the next, until all are rated', async () => {
    await expect(page).toHaveURL(new RegExp(`${board}/ratings/${datong.code}/A1$`));
    await expect(refuse(8), 'only a “yes” can be refused').toHaveCount(0);
    await cite(7).check();
    await reason().fill('逐行核对，填报属实。');
    await saveNext();
    await expect(page).toHaveURL(new RegExp(`${board}/ratings/${datong.code}/A2$`));
    await expect(page.getByRole('button', { name: say('rating.save_next'), exact: true })).toHaveCount(0);
    await level(60).check();
    await cite(7).check();
    await reason().fill('有制度，落实不全。');
    await save();
    await page.getByRole('link', { name: say('rating.back'), exact: true }).first().click();
    await expect(page.getByText(say('rating.all_done'))).toBeVisible();
    await healthy(page);
  });

  await test.step('confirmed filings and ratings are gathered into data, and scored as the questionnaire says', async () => {
    await page.getByRole('link', { name: say('rating.gather'), exact: true }).click();
    const ready = page.getByRole('table', { name: say('rating.gather_caption') });
    await expect(row(ready, /^A1/)).toContainText('66.67');
    await expect(row(ready, /^A2/)).toContainText('100');
    await healthy(page);
    await page.getByRole('button', { name: say('rating.gather_button') }).click();
    await expect(page).toHaveURL(new RegExp(`${round}$`));
    await expect(page.locator('#recipe')).toContainText(say('recipe.summary_by_item'));
    const result = page.getByRole('table', { name: say('round.result_title') });
    await expect(result.getByRole('row')).toHaveCount(1 + 2);
    for (const [i, city] of cities.entries()) {
      const line = result.getByRole('row').nth(1 + i);
      await expect(line).toContainText(city.name[lang]);
      await expect(line).toContainText(city.score);
    }
    await healthy(page);
  });

  /** Publishes as final; from the second version on with a reason. */
  const publish = async (version: number, choose: () => Promise<void>) => {
    await page.goto(`${round}/publish`);
    await choose();
    await page.getByRole('radio', { name: stage.final[lang], exact: true }).check();
    if (version > 1) await field(page, say('publish.reason'), lang).fill('扩大公开范围。');
    await page.getByRole('button', { name: say('publish.button', { version }) }).click();
    await expect(page.getByText(say('job.finished'), { exact: true })).toBeVisible({ timeout: 20_000 });
  };
  const released = (kind: keyof typeof release) => page.getByRole('radio', { name: release[kind][lang], exact: true });
  const gradeBox = (city: (typeof cities)[number]) => page.getByRole('checkbox', { name: city.grade[lang], exact: true });
  const grades = anyone.getByRole('table', { name: say('release.grades_caption', { title: `${index} ${PERIOD}` }) });

  /** Neither scores nor ranks stand on any page or in any file of an edition; nor do units that are not listed. */
  const expectWithheld = async (address: string, unlisted: string[]) => {
    for (const path of ['', `/units/${taiyuan.code}`, '/dimensions', '/indicators/A', '/indicators/A1', '/method', '/reweigh', '/downloads']) {
      const answer = await anyone.goto(`${address}${path}`);
      expect(answer?.status(), `${address}${path}`).toBe(200);
      const html = await anyone.content();
      expect(html, `${address}${path}`).not.toMatch(SCORES);
      for (const code of unlisted) expect(html, `${address}${path}`).not.toContain(code);
      await expect(anyone.locator('table.ranking, td.rank, .score')).toHaveCount(0);
      await healthy(anyone);
    }
    for (const path of [`/units/${taiyuan.code}/items/A1`, ...unlisted.map((code) => `/units/${code}`)]) {
      expect((await anyone.goto(`${address}${path}`))?.status(), `${address}${path}`).toBe(404);
    }
    await anyone.goto(`${address}/downloads`);
    for (const key of ['lede', 'bundle', 'workbook', 'ranking']) {
      await expect.soft(anyone.getByText(say(`downloads.${key}`), { exact: true }), `no file holds what downloads.${key} says`).toHaveCount(0, { timeout: 500 });
    }
    const files = await anyone.locator('main a[href*="/files/"]').evaluateAll((links) => links.map((a) => (a as HTMLAnchorElement).href));
    expect(files.length).toBeGreaterThan(1);
    for (const url of new Set(files)) {
      const text = textOf(await (await anyone.request.get(url)).body(), url);
      expect(text, url).not.toMatch(SCORES);
      for (const secret of ['HT-001', REASON, TELEPHONE, ...unlisted]) expect(text, url).not.toContain(secret);
    }
    const bundle = await download(anyone, anyone.locator('main a[href$=".json"]').first(), `${address.replaceAll('/', '-')}.json`);
    const verified = await verify(bundle);
    expect(verified.identical).toBe(true);
    await expect(anyone.locator('main')).toContainText(verified.sha256);
  };

  await test.step('of the best grades only, at least one must be ticked; what everybody would see is shown before', async () => {
    await page.getByRole('link', { name: say('round.publish') }).click();
    await expect(page).toHaveURL(new RegExp(`${round}/publish$`));
    await expect(gradeBox(taiyuan)).toBeChecked();
    await page.getByText(say('publish.preview'), { exact: true }).first().click();
    const preview = page.getByRole('table', { name: say('publish.preview') });
    await expect(row(preview, datong.name[lang])).toContainText(say('publish.not_listed'));
    await expect(row(preview, taiyuan.name[lang])).toContainText(taiyuan.score);
    await healthy(page);
    await released('bestGrades').check();
    await gradeBox(taiyuan).uncheck();
    await page.getByRole('radio', { name: stage.final[lang], exact: true }).check();
    await page.getByRole('button', { name: say('publish.button', { version: 1 }) }).click();
    await expect(faultOf('grades')).toBeVisible();
    await expect(released('bestGrades')).toBeChecked();
    await expect(gradeBox(taiyuan)).not.toBeChecked();
    await healthy(page);
  });

  await test.step('best grades only: one city is listed with its grade, and nothing tells more', async () => {
    await publish(1, async () => {
      await released('bestGrades').check();
      await expect(gradeBox(taiyuan)).toBeChecked();
      await expect(gradeBox(datong)).not.toBeChecked();
    });
    await anyone.goto(edition);
    await expect(anyone.locator('main')).toContainText(say('release.best_grades_only', { grades: taiyuan.grade[lang] }));
    await expect(grades.getByRole('row')).toHaveCount(1 + 1);
    await expect(row(grades, taiyuan.name[lang])).toContainText(taiyuan.grade[lang].slice(2));
    await expectWithheld(`${edition}/v1`, [datong.code]);
  });

  await test.step('grades only: both cities, and neither score nor rank', async () => {
    await publish(2, () => released('grades').check());
    await anyone.goto(edition);
    await expect(anyone.locator('main')).toContainText(say('release.grades_only'));
    await expect.soft(anyone.locator('main'), 'a reason that ends a sentence ends it once').not.toContainText(/。。|\.\.|。\./, { timeout: 500 });
    await expect(grades.getByRole('row')).toHaveCount(1 + 2);
    for (const city of cities) await expect(row(grades, city.name[lang])).toContainText(city.grade[lang].slice(2));
    await expectWithheld(`${edition}/v2`, []);
  });

  await test.step('the full bundle is kept for the assessor alone, and is the one that the public page names', async () => {
    await page.goto(round);
    const version = row(page, say('round.version_n', { n: 2 }));
    const link = version.getByRole('link', { name: say('round.full_bundle') });
    const address = await link.getAttribute('href');
    const full = await verify(await download(page, link, 'full.json'));
    expect(full.identical).toBe(true);
    await anyone.goto(`${edition}/v2`);
    await expect(anyone.locator('main')).toContainText(full.sha256);
    const refused = await anyone.request.get(`${address}`, { maxRedirects: 0 });
    expect(refused.status()).not.toBe(200);
  });

  await test.step('the full table: a total opens to its items', async () => {
    await publish(3, () => released('full').check());
    await anyone.goto(edition);
    const ranking = anyone.locator('table.ranking tbody tr');
    await expect(ranking).toHaveCount(2);
    await expect(ranking.first()).toContainText(taiyuan.name[lang]);
    await expect(ranking.first()).toContainText('81.6');
    await healthy(anyone);
    await ranking.first().getByRole('link', { name: taiyuan.name[lang] }).click();
    await expect(anyone.getByRole('heading', { level: 1 })).toHaveText(taiyuan.name[lang]);
    await healthy(anyone);
  });

  await test.step('an item opens to formula, rating, rows and documents; what is internal is not there', async () => {
    const derivation = anyone.getByRole('table', { name: say('unit.derivation') });
    await derivation.locator('a[href$="/items/A1"]').click();
    await expect(anyone).toHaveURL(new RegExp(`${edition}/v3/units/${taiyuan.code}/items/A1$`));
    const steps = anyone.getByRole('table', { name: say('item.steps') });
    await expect(row(steps, say('item.value')), 'a refused “yes” counts as no').toContainText('2 ÷ 3');
    await expect(row(steps, say('item.value'))).toContainText('66.6667%');
    await expect(row(steps, say('item.contribution'))).toContainText('×');
    const rating = anyone.locator('#rating');
    await expect(rating).toContainText(REASON);
    await expect(rating).toContainText(say('item.refused', { rows: 9 }));
    await expect(rating.getByRole('link', { name: say('item.row', { n: 9 }) })).toHaveAttribute('href', /#row-9$/);
    await expect(anyone.locator('#row-9')).toContainText('HT-003');
    await expect(anyone.locator('#rows')).toContainText(say('item.internal', { names: lang === 'zh' ? '联系电话' : 'Telephone' }));
    await rating.getByRole('link', { name: say('item.document_number', { n: 1 }) }).click();
    await expect(anyone.locator('#document-1')).toContainText(createHash('sha256').update(reply.buffer).digest('hex'));
    expect(await anyone.content()).not.toContain(TELEPHONE);
    await healthy(anyone);
    await anyone.goto(`${edition}/v3/units/${taiyuan.code}/items/A2`);
    await expect(anyone.locator('#rating')).toContainText(say('item.level_of', { points: 100, text: lang === 'zh' ? '全面落实' : 'Fully done' }));
    await healthy(anyone);
  });

  await test.step('the bundle verifies, and no file holds what is internal', async () => {
    await anyone.goto(`${edition}/v3/downloads`);
    await healthy(anyone);
    const bundle = await download(anyone, anyone.locator('main a[href$=".json"]').first(), 'public.json');
    const verified = await verify(bundle);
    expect(verified.identical).toBe(true);
    await expect(anyone.locator('main')).toContainText(verified.sha256);
    const files = await anyone.locator('main a[href*="/files/"]').evaluateAll((links) => links.map((a) => (a as HTMLAnchorElement).href));
    for (const url of new Set(files)) {
      expect(textOf(await (await anyone.request.get(url)).body(), url), url).not.toContain(TELEPHONE);
    }
  });

  await test.step('what was published before shows no more than it did', async () => {
    for (const version of [1, 2]) {
      await anyone.goto(`${edition}/v${version}`);
      await expect(anyone.getByText(stage.corrected[lang], { exact: true }).first()).toBeVisible();
      expect(await anyone.content()).not.toMatch(SCORES);
    }
  });

  await test.step('who ordered it sees how far it is, and rates nothing', async () => {
    const commissioner = await someoneElse();
    await signInAs(commissioner, 'commissioner', lang);
    await commissioner.goto(board);
    await expect(commissioner.getByRole('heading', { level: 1 })).toHaveText(say('fieldwork.title_of', { index, period: PERIOD }));
    await healthy(commissioner);
    for (const path of ['ratings', `ratings/${taiyuan.code}/A1`, 'gather']) {
      expect((await commissioner.goto(`${board}/${path}`))?.status(), path).toBe(404);
    }
  });

  await test.step('the audit records tell it', async () => {
    await page.goto('/work/audit');
    for (const deed of ['evidence_rated', 'data_gathered', 'edition_published']) {
      await expect(cell(page, say(`audit.${deed}`)).first()).toBeVisible();
    }
    await healthy(page);
  });
});

/** What stands in a file; of a workbook in any of its parts. */
function textOf(bytes: Buffer, name: string): string {
  if (!name.endsWith('.xlsx')) return bytes.toString('utf8');
  return Object.values(unzipSync(bytes)).map((part) => strFromU8(part)).join('\n');
}
