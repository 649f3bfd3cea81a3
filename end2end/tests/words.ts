import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A language of the interface. */
export type Lang = 'zh' | 'en';

const locales = join(__dirname, '../../app/src/locales');
const catalogue = read();

/**
 * What the interface says, from its own catalogue: `word('en', 'work.new_index')`. So a journey goes on
 * working when a text is improved, and still fails when a page shows the wrong language.
 */
export function word(lang: Lang, key: string, values: Record<string, string | number> = {}): string {
  const texts = catalogue.get(key);
  if (!texts) throw new Error(`app/src/locales has no ${key}`);
  return texts[lang].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${key} needs a value for ${name}`);
    return String(value);
  });
}

/** Reads `key(arguments): "中文", "English";` of every file: `work.rs` gives `work.key`. */
function read(): Map<string, Record<Lang, string>> {
  const entry = /^\s+(\w+)(?:\([\w\s,]+\))?:\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)";/gm;
  const words = new Map<string, Record<Lang, string>>();
  for (const file of readdirSync(locales).filter((name) => name.endsWith('.rs'))) {
    for (const [, key, zh, en] of readFileSync(join(locales, file), 'utf8').matchAll(entry)) {
      words.set(`${basename(file, '.rs')}.${key}`, { zh: unescape(zh), en: unescape(en) });
    }
  }
  return words;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

/** The words of stages, roles and the like stand beside their types, in `crates`. */
export const stage = {
  preliminary: { zh: '初评', en: 'Preliminary' },
  notice: { zh: '公示中', en: 'Public notice' },
  final: { zh: '已发布', en: 'Published' },
  corrected: { zh: '已更正', en: 'Corrected' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const;

export const progress = {
  notStarted: { zh: '未填报', en: 'Not started' },
  awaiting: { zh: '待确认', en: 'Awaiting confirmation' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  returned: { zh: '已退回', en: 'Returned' },
} as const;

export const rated = {
  waiting: { zh: '等待填报', en: 'Waiting for the filing' },
  toRate: { zh: '待评', en: 'To rate' },
  rated: { zh: '已评', en: 'Rated' },
} as const;

export const release = {
  full: { zh: '全表公开', en: 'Full table' },
  grades: { zh: '只公布等次', en: 'Grades only' },
  bestGrades: { zh: '只公布优秀等次', en: 'Best grades only' },
} as const;

export const role = {
  operator: { zh: '运营方', en: 'Operator' },
  assessor: { zh: '评估机构', en: 'Assessor' },
  commissioner: { zh: '委托方', en: 'Commissioner' },
  /** Of a respondent, which has a filler too. */
  head: { zh: '填报单位负责人', en: 'Respondent (Head)' },
} as const;
