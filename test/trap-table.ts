/** The traps of writers as data: what stood in a clean plan, what was typed instead, what is found and what the fix makes. */
import { readFileSync } from 'node:fs';
import { TYPED_MARKS } from './trap-marks.ts';

/** Where a trap stands that names no file. */
export const FILE = 'lu-family.plan.yaml';
const CATALOG = 'hesui-life.catalog.yaml';
const CLIENT = 'lu.client.yaml';
const example = (name: string) => readFileSync(`examples/${name}`, 'utf8');
/** The files of the clean desk by name. */
export const CLEAN: ReadonlyMap<string, string> = new Map(
  [FILE, CATALOG, CLIENT, 'pitchlint.yaml'].map((name) => [name, example(name)]),
);

export interface Trap {
  readonly name: string;
  readonly file?: string;
  /** What stands in the clean file, what the writer wrote (`[[ ]]` round what must be underlined), and what the fix makes of it. */
  readonly clean: string;
  readonly wrote: string;
  readonly fixed?: string;
  /** The fix is a guess: it may leave something to say. */
  readonly isGuess?: true;
  /** `rule code` or `rule variant`. */
  readonly finding: string;
  /** Other files of the folder. */
  readonly beside?: Readonly<Record<string, string>>;
}

export const TRAPS: readonly Trap[] = [
  ...TYPED_MARKS,
  {
    name: 'a full-width colon behind a key',
    clean: 'name: 陆先生\n',
    wrote: 'name[[：]]陆先生\n',
    fixed: 'name: 陆先生\n',
    finding: 'style/yaml-trap full-width-colon',
  },
  {
    name: 'a full-width colon at the top',
    clean: 'title: 陆',
    wrote: 'title[[：]]陆',
    fixed: 'title: 陆',
    finding: 'style/yaml-trap full-width-colon',
  },
  {
    name: 'a full-width comma between ids',
    clean: 'protect: [dad, mom, kid]',
    wrote: 'protect: [dad, mom[[，]]kid]',
    fixed: 'protect: [dad, mom, kid]',
    finding: 'style/yaml-trap full-width-comma',
  },
  {
    name: 'a full-width comma between entries',
    clean: 'audience: [dad, mom]\n  chart: four-walls',
    wrote: 'audience: [dad[[，]]mom]\n  chart: four-walls',
    fixed: 'audience: [dad, mom]\n  chart: four-walls',
    finding: 'style/yaml-trap full-width-comma',
  },
  {
    name: 'a tab that indents',
    clean: '    role: spouse',
    wrote: '[[\t]]role: spouse',
    fixed: '    role: spouse',
    finding: 'style/yaml-trap tab-indent',
  },
  {
    name: 'an income that nobody can read',
    clean: 'income: 32万',
    wrote: 'income: [[看当年行情]]',
    finding: 'schema/format format',
  },
  {
    name: 'a tab before the next entry of a list',
    clean: '  - id: p2\n',
    wrote: '[[\t]]- id: p2\n',
    fixed: '  - id: p2\n',
    finding: 'style/yaml-trap tab-indent',
  },
  {
    name: 'a half-width comma that cuts a flow value',
    clean:
      '  terms:\n    现金价值: 中途退保时能拿到的钱，前几年通常少于已交保费\n    免赔额: 自己先承担的那一部分医疗费\n',
    wrote: '  terms: {现金价值: [[中途退保时能拿到的钱,前几年少于已交保费]], 免赔额: 自己先承担的那一部分医疗费}\n',
    fixed: '  terms: {现金价值: "中途退保时能拿到的钱,前几年少于已交保费", 免赔额: 自己先承担的那一部分医疗费}\n',
    finding: 'style/yaml-trap cut-by-comma',
  },
  {
    name: 'a hash that cuts a text',
    clean: 'note: 单位的团体意外险，离职就没有了',
    wrote: 'note: 单位的团体意外险 [[#2，离职就没有了]]',
    fixed: 'note: "单位的团体意外险 #2，离职就没有了"',
    finding: 'style/yaml-trap cut-by-hash',
  },
  {
    name: '0001 that becomes 1',
    clean: 'job_code: "070201"',
    wrote: 'job_code: [[0001]]',
    fixed: 'job_code: "0001"',
    finding: 'style/yaml-trap unquoted-code',
  },
  {
    name: '18 digits that lose their last',
    clean: 'name: 程女士',
    wrote: 'name: [[110101199003071230]]',
    fixed: 'name: "110101199003071230"',
    finding: 'style/yaml-trap digits-lost',
  },
  {
    name: 'a day that does not exist',
    clean: 'date: 2026-10-12',
    wrote: 'date: [[2026-02-30]]',
    fixed: 'date: 2026-02-28',
    finding: 'schema/format no-such-day',
  },
  {
    name: 'a month that does not exist',
    clean: 'born: 1993-11-06',
    wrote: 'born: [[1993-13-06]]',
    fixed: 'born: 1993-06-13',
    finding: 'schema/format no-such-day',
  },
  {
    name: 'an age as text',
    clean: 'born: 1993-11-06',
    wrote: 'age: [[三十二岁]]',
    fixed: 'age: 32',
    finding: 'schema/type type',
  },
  {
    name: 'an age with its unit',
    clean: 'born: 1993-11-06',
    wrote: 'age: [[32岁]]',
    fixed: 'age: 32',
    finding: 'schema/type type',
  },
  {
    name: 'an age in English words',
    clean: 'born: 1993-11-06',
    wrote: 'age: [[32 years]]',
    fixed: 'age: 32',
    finding: 'schema/type type',
  },
  {
    name: 'an absurd age',
    clean: 'born: 1993-11-06',
    wrote: 'age: [[320]]',
    finding: 'schema/format out-of-range',
  },
  {
    name: 'a negative amount',
    clean: 'premium: 980',
    wrote: 'premium: [[-980]]',
    fixed: 'premium: 980',
    finding: 'schema/format negative-amount',
  },
  {
    name: 'an absurd amount: a unit too many',
    clean: 'mortgage: 140万',
    wrote: 'mortgage: [[1400000万]]',
    fixed: 'mortgage: 140万',
    finding: 'schema/format absurd-amount',
  },
  {
    name: 'an absurd amount: a key held down',
    clean: '    sum: 400万\n    premium: 420',
    wrote: '    sum: [[400000000000]]\n    premium: 420',
    fixed: '    sum: 4000万\n    premium: 420',
    finding: 'schema/format absurd-amount',
  },
  {
    name: 'an absurd amount: the unit left out',
    clean: 'sum: 50万\n    premium: 980',
    wrote: 'sum: [[50]]\n    premium: 980',
    fixed: 'sum: 50万\n    premium: 980',
    finding: 'schema/format absurd-amount',
  },
  {
    name: 'an income without its unit',
    clean: 'income: 16万',
    wrote: 'income: [[16]]',
    fixed: 'income: 16万',
    finding: 'schema/format absurd-amount',
  },
  {
    name: 'a negative sum',
    clean: 'sum: 210万',
    wrote: 'sum: [[-210万]]',
    fixed: 'sum: 210万',
    finding: 'schema/format negative-amount',
  },
  {
    name: 'a negative number of years',
    clean: 'retire_age: 60\n    health:\n      declared: true\n  - id: kid',
    wrote: 'retire_age: [[-60]]\n    health:\n      declared: true\n  - id: kid',
    fixed: 'retire_age: 60\n    health:\n      declared: true\n  - id: kid',
    finding: 'schema/format out-of-range',
  },
  {
    name: 'shares of 99',
    clean: 'mom: 60\n      kid: 40',
    wrote: '[[mom: 60\n      kid: 39]]',
    fixed: 'mom: 60\n      kid: 40',
    finding: 'plan/reference shares',
  },
  {
    name: 'shares of 101',
    clean: 'mom: 60\n      kid: 40',
    wrote: '[[mom: 60\n      kid: 41]]',
    fixed: 'mom: 60\n      kid: 40',
    finding: 'plan/reference shares',
  },
  {
    name: 'one share of 101',
    clean: 'mom: 100\n',
    wrote: '[[mom: 101]]\n',
    fixed: 'mom: 100\n',
    finding: 'plan/reference shares',
  },
  {
    name: 'a birthday to come',
    clean: 'born: 1992-04-18',
    wrote: 'born: [[2092-04-18]]',
    finding: 'plan/missing-facts unborn',
  },
  {
    name: 'an answer that is neither yes nor no',
    clean: '      declared: true\n  - id: kid',
    wrote: '      declared: [[已告知]]\n  - id: kid',
    finding: 'schema/type type',
  },
  {
    name: 'an amount that is roughly so much',
    clean: 'sum: 110万\n    premium: 12600',
    wrote: 'sum: [[约110万左右]]\n    premium: 12600',
    fixed: 'sum: 110万\n    premium: 12600',
    finding: 'schema/format format',
  },
  {
    name: 'an amount in words of a receipt',
    clean: 'sum: 110万\n    premium: 12600',
    wrote: 'sum: [[110万元整]]\n    premium: 12600',
    fixed: 'sum: 110万元\n    premium: 12600',
    finding: 'schema/format format',
  },
  {
    name: 'an absurd sum in a row that builds a wall',
    clean: 'sum: 70万\n    premium: 6900',
    wrote: 'sum: [[7000000万]]\n    premium: 6900',
    isGuess: true,
    finding: 'schema/format absurd-amount',
  },
  {
    name: 'shares as parts of one',
    clean: 'mom: 60\n      kid: 40',
    wrote: '[[mom: 0.6\n      kid: 0.4]]',
    fixed: 'mom: 60\n      kid: 40',
    finding: 'plan/reference shares',
  },
  {
    name: 'an income that is roughly so much',
    clean: 'income: 32万',
    wrote: 'income: [[三十二万左右]]',
    fixed: 'income: 32万',
    finding: 'schema/format format',
  },
  {
    name: 'an absurd income: what rests on it is not judged',
    clean: 'income: 32万',
    wrote: 'income: [[3200000万]]',
    isGuess: true,
    finding: 'schema/format absurd-amount',
  },
  {
    name: 'a sum that nobody can read is not called a gap',
    clean: 'sum: 110万\n    premium: 12600',
    wrote: 'sum: [[看情况]]\n    premium: 12600',
    finding: 'schema/format format',
  },
  {
    name: 'an id used twice',
    clean: '  - id: p10\n',
    wrote: '  - id: [[p9]]\n',
    fixed: '  - id: p10\n',
    finding: 'plan/reference duplicate',
  },
  {
    name: 'a key written twice',
    clean: '  liquid: 22万\n',
    wrote: '  liquid: 30万\n  [[liquid]]: 22万\n',
    fixed: '  liquid: 22万\n',
    finding: 'schema/duplicate-key duplicate-key',
  },
  {
    name: 'an empty value that may be left out',
    clean: '    risks:\n      - 每月出差\n',
    wrote: '    [[risks]]:\n',
    fixed: '    risks: []\n',
    finding: 'schema/type empty',
  },
  {
    name: 'an empty text that may be left out',
    clean: '    note: 单位的团体意外险，离职就没有了\n',
    wrote: '    [[note]]:\n',
    fixed: '',
    finding: 'schema/type empty',
  },
  {
    name: 'a catalogue that is missing',
    clean: '  - hesui-life.catalog.yaml\n',
    wrote: '  - hesui-life.catalog.yaml\n  - [[gone.catalog.yaml]]\n',
    fixed: '  - hesui-life.catalog.yaml\n',
    finding: 'plan/reference file',
  },
  {
    name: 'a catalogue under a name that it does not have',
    clean: '  - hesui-life.catalog.yaml\n',
    wrote: '  - [[hesui-lifes.catalog.yaml]]\n',
    fixed: '  - hesui-life.catalog.yaml\n',
    finding: 'plan/reference file',
  },
  {
    name: 'a catalogue for another market',
    clean: '  - hesui-life.catalog.yaml\n',
    wrote: '  - hesui-life.catalog.yaml\n  - [[kestrel-sg.catalog.yaml]]\n',
    fixed: '  - hesui-life.catalog.yaml\n',
    finding: 'plan/reference market',
    beside: { 'kestrel-sg.catalog.yaml': example('kestrel-sg.catalog.yaml') },
  },
  {
    name: 'a catalogue that is no catalogue',
    clean: '  - hesui-life.catalog.yaml\n',
    wrote: '  - hesui-life.catalog.yaml\n  - [[lu.client.yaml]]\n',
    fixed: '  - hesui-life.catalog.yaml\n',
    finding: 'plan/reference file',
  },
  {
    name: 'a catalogue that is broken in a way that can be mended: the plan goes on being checked',
    file: CATALOG,
    clean: 'aliases: [禾启教育金]',
    wrote: 'aliases: [[[禾启教育金]]',
    fixed: 'aliases: [禾启教育金]',
    finding: 'syntax/yaml unclosed-bracket',
  },
  {
    name: 'a catalogue that is broken where a product of the plan stands',
    clean: '  - hesui-life.catalog.yaml\n',
    wrote: '  - [[hesui-life.catalog.yaml]]\n',
    finding: 'plan/reference broken',
    beside: { [CATALOG]: example(CATALOG).replace('  - id: edu-par\n', '  - [id: edu-par, {\n') },
  },
  {
    name: 'a client file that names itself as its plan',
    file: CLIENT,
    clean: 'plan: lu-family.plan.yaml',
    wrote: 'plan: [[lu.client.yaml]]',
    fixed: 'plan: lu-family.plan.yaml',
    finding: 'plan/reference file',
  },
  {
    name: 'a client file whose plan leads back to it',
    file: CLIENT,
    clean: 'plan: lu-family.plan.yaml',
    wrote: 'plan: [[other.client.yaml]]',
    fixed: 'plan: lu-family.plan.yaml',
    finding: 'plan/reference file',
    beside: { 'other.client.yaml': 'kind: client\nname: 别家\nplan: lu.client.yaml\n' },
  },
];

/** The files of the desk with the trap in place, and the text of the file it stands in. */
export function deskWith(trap: Trap): { file: string; text: string; files: ReadonlyMap<string, string> } {
  const file = trap.file ?? FILE;
  const text = CLEAN.get(file)!.replace(trap.clean, () => trap.wrote.replace('[[', '').replace(']]', ''));
  return { file, text, files: new Map([...CLEAN, ...Object.entries(trap.beside ?? {}), [file, text]]) };
}
