import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Lang } from './words';

/** A country in a year, as its publisher has it; by column. */
export type Row = Record<string, string>;

const fixture = join(__dirname, '../../fixtures/hfi');
const demo = join(__dirname, '../../server/src/demo');

/** The published Human Freedom Index: what pages must agree with. */
export const hfi: Row[] = table(join(fixture, 'hfi_2008_2016.csv'));

/** What the demonstration adds: Chinese names of countries, names of nodes in both languages. */
const chinese = new Map(table(join(demo, 'names_zh.csv')).map((row) => [row.ISO_code, row.name_zh]));
const nodes = new Map(table(join(demo, 'hfi_tree.csv')).map((row) => [row.code, { zh: row.name_zh, en: row.name_en }]));

/** The countries of a year that have a published rank, best first. */
export function ranked(year: number): Row[] {
  return hfi
    .filter((row) => row.year === String(year) && row.hf_rank !== '' && row.hf_rank !== 'NA')
    .sort((a, b) => Number(a.hf_rank) - Number(b.hf_rank));
}

/** What a country is called. */
export function country(row: Row, lang: Lang): string {
  return (lang === 'zh' ? chinese.get(row.ISO_code) : row.countries) ?? row.ISO_code;
}

/** What a dimension or indicator is called. */
export function node(code: string, lang: Lang): string {
  return nodes.get(code)?.[lang] ?? code;
}

function table(file: string): Row[] {
  const [head, ...rows] = lines(file);
  return rows.map((row) => Object.fromEntries(head.map((column, i) => [column, row[i] ?? ''])));
}

function lines(file: string): string[][] {
  return readFileSync(file, 'utf8').trim().split(/\r?\n/).map(cells);
}

function cells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
}
