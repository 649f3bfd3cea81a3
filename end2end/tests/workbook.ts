import { readFileSync, writeFileSync } from 'node:fs';

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** The rows of an evidence table, each by the keys of its columns. */
export type Rows = Record<string, string | number>[];

/** Row of a sheet that holds the keys of its columns; hidden from people. */
const KEYS = 5;
/** The first row of evidence. */
const FIRST = 7;

/**
 * Fills the downloaded workbook as a person would: types each table into the sheet of its item, from the first row
 * of evidence on.
 */
export function fill(from: string, to: string, tables: Record<string, Rows>): void {
  const parts = unzipSync(readFileSync(from));
  const part = (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
  const shared = [...part('xl/sharedStrings.xml').matchAll(/<si>.*?<\/si>/gs)].map(([text]) => text.replace(/<[^>]*>/g, ''));
  for (const [item, rows] of Object.entries(tables)) {
    const name = sheet(part, item);
    let xml = part(name);
    const columns = new Map(
      [...xml.matchAll(new RegExp(`<c r="([A-Z]+)${KEYS}"[^>]*t="s"[^>]*><v>(\\d+)</v>`, 'g'))].map(([, column, text]) => [
        shared[Number(text)],
        column,
      ]),
    );
    rows.forEach((row, i) => {
      for (const [key, value] of Object.entries(row)) {
        const cell = `${columns.get(key) ?? key}${FIRST + i}`;
        const filled = xml.replace(new RegExp(`<c r="${cell}"( s="\\d+")?/>`), (_, style = '') => written(cell, style, value));
        if (filled === xml) throw new Error(`${item} has no empty cell ${cell} for ${key}`);
        xml = filled;
      }
    });
    parts[name] = strToU8(xml);
  }
  writeFileSync(to, zipSync(parts));
}

/** The part of a workbook that holds a sheet, by the name people see. */
function sheet(part: (name: string) => string, name: string): string {
  const id = new RegExp(`<sheet name="${name}"[^>]*r:id="(\\w+)"`).exec(part('xl/workbook.xml'))?.[1];
  const relation = [...part('xl/_rels/workbook.xml.rels').matchAll(/<Relationship [^>]*>/g)].find(([text]) => text.includes(`Id="${id}"`));
  const target = /Target="([^"]*)"/.exec(relation?.[0] ?? '')?.[1];
  if (!target) throw new Error(`the workbook has no sheet ${name}`);
  return `xl/${target}`;
}

function written(cell: string, style: string, value: string | number): string {
  if (typeof value === 'number') return `<c r="${cell}"${style}><v>${value}</v></c>`;
  const text = value.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<c r="${cell}"${style} t="inlineStr"><is><t>${text}</t></is></c>`;
}
