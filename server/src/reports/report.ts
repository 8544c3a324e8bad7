/** The reports by name, and how one is made of files: read, part by part, joined. Deterministic: same files, same bytes. */
import type { FileKind } from '../core/documents/document.ts';
import type { RuleSet } from '../core/rules/rule-set.ts';
import type { ReadFailure } from '../host.ts';
import { kindOfName } from '../workspace/discovery.ts';
import type { Analysis, Session } from '../workspace/session.ts';
import { claimReport } from './claim.ts';
import { compareReport } from './compare.ts';
import { complaintReport } from './complaint.ts';
import { contentReport } from './content.ts';
import { findingsReport } from './findings.ts';
import { goalsReport } from './ladder.ts';
import type { JoinContext, ReportMaker, ReportSource } from './maker.ts';
import { maskFor, maskNumbers, unmasked } from './mask.ts';
import { type Report, type ReportLanguage, say } from './model.ts';
import { type DocumentPart, KeptParts } from './parts.ts';
import { retroReport } from './retro.ts';
import { reviewReport } from './review.ts';
import { contextOf, type NoteUnreadable } from './sources.ts';

const MAKERS = {
  review: reviewReport as ReportMaker<unknown>,
  claim: claimReport as ReportMaker<unknown>,
  complaint: complaintReport as ReportMaker<unknown>,
  retro: retroReport as ReportMaker<unknown>,
  content: contentReport as ReportMaker<unknown>,
  goals: goalsReport as ReportMaker<unknown>,
  compare: compareReport as ReportMaker<unknown>,
  findings: findingsReport as ReportMaker<unknown>,
} as const;

export type ReportName = keyof typeof MAKERS;
export const REPORT_NAMES = Object.keys(MAKERS) as readonly ReportName[];

export interface ReportOptions {
  /** The language asked for; otherwise the first document's decides. */
  readonly language?: ReportLanguage;
  /** Of a report about no document. Default `zh`. */
  readonly display?: ReportLanguage;
  /** Personal data as written. */
  readonly unmasked?: boolean;
  /** How a file is called in the report. */
  readonly pathOf: (uri: string) => string;
  /** Says why a file was not read; reasons stand in the findings report. */
  readonly reasonOf: (failure: ReadFailure, language: ReportLanguage) => string;
  /** Told of each such file as it is met. */
  readonly unreadable?: NoteUnreadable;
}

/** Parts of the reports asked for last, so that after a change only the files that the change reaches are read. */
export class KeptReports {
  private readonly kept = new Map<string, KeptParts<unknown>>();

  /** The parts under a key that tells all that they are made with. */
  for(key: string, make: () => KeptParts<unknown>): KeptParts<unknown> {
    const parts = this.kept.get(key) ?? make();
    this.kept.delete(key);
    this.kept.set(key, parts);
    for (const other of this.kept.keys()) {
      if (this.kept.size <= KEPT_REPORTS) break;
      this.kept.delete(other);
    }
    return parts;
  }
}

const KEPT_REPORTS = 3;

/** Reads the files that the report is about, in the order of their URIs, and makes it. */
export async function makeReport(
  name: ReportName,
  session: Session,
  uris: readonly string[],
  options: ReportOptions,
  kept?: KeptReports,
): Promise<Report> {
  const maker: ReportMaker<unknown> = MAKERS[name];
  const failures: { readonly uri: string; readonly failure: ReadFailure }[] = [];
  const note: NoteUnreadable = (uri, failure) => {
    failures.push({ uri, failure });
    options.unreadable?.(uri, failure);
  };
  const about = [...new Set(uris)].filter((uri) => maker.kinds.includes(kindOfName(uri) ?? 'config')).sort();
  const language = options.language ?? (await languageOf(session, about)) ?? options.display ?? 'zh';
  const partsOptions = {
    ...(maker.lints && { lints: true }),
    ...(maker.isDetached && { isDetached: true }),
    once: kept === undefined,
  };
  const make = () =>
    new KeptParts(session, { ...partsOptions, part: (view) => maker.part(sourceOf(view, maker, language, options)) });
  const key = [name, language, options.unmasked === true, ...session.workspaceFolders()].join(' ');
  const parts = kept?.for(key, make) ?? make();
  const made = await parts.of(about, note);
  const [first] = made;
  const ruleSet = first?.ruleSet ?? (await session.ruleSets.for([], () => {}));
  const join: JoinContext = {
    language,
    say: say(language),
    context: { ruleSet, asOf: first?.asOf ?? session.today() },
    rulesRun: rulesRun(made),
    unreadable: failures.map(({ uri, failure }) => ({
      path: options.unmasked ? options.pathOf(uri) : maskNumbers(options.pathOf(uri)),
      reason: options.reasonOf(failure, language),
    })),
  };
  return {
    title: maker.title[language],
    language,
    blocks: maker.join(
      made.flatMap(({ part }) => (part === undefined ? [] : [part])),
      join,
    ),
    footer: footerOf(join, options),
  };
}

function sourceOf(
  view: Analysis,
  maker: ReportMaker<unknown>,
  language: ReportLanguage,
  options: ReportOptions,
): ReportSource {
  const mask = options.unmasked ? unmasked : maskFor(view.document, view.project);
  return {
    document: view.document,
    context: contextOf(view),
    ...(maker.lints && { result: view.result }),
    path: mask(options.pathOf(view.document.uri)),
    mask,
    language,
    say: say(language),
  };
}

/** The language of the first document that can be read. */
async function languageOf(session: Session, uris: readonly string[]): Promise<ReportLanguage | undefined> {
  for (const uri of uris) {
    const view = await session.view(uri);
    if (view && !view.config.ignored) return view.document.language === 'en' ? 'en' : 'zh';
  }
  return undefined;
}

/** Ids of all rules that looked at one of the documents. */
function rulesRun(made: readonly DocumentPart<unknown>[]): string[] {
  const kinds = new Map<RuleSet, Set<FileKind>>();
  for (const { ruleSet, kind } of made) kinds.set(ruleSet, (kinds.get(ruleSet) ?? new Set()).add(kind));
  const ids = [...kinds].flatMap(([ruleSet, those]) =>
    [...those].flatMap((kind) => ruleSet.rulesFor(kind).map(({ id }) => id)),
  );
  return [...new Set(ids)].sort();
}

function footerOf({ say: write, context, unreadable }: JoinContext, options: ReportOptions): string[] {
  const packs = context.ruleSet.packs.map((pack) => `${pack.name} ${pack.version}`).join(', ');
  return [
    write({ zh: `按 ${context.asOf} 判断；规则包：${packs}`, en: `As of ${context.asOf}; rule packs: ${packs}` }),
    options.unmasked
      ? write({ zh: '含未遮盖的个人信息，注意保管。', en: 'Holds personal data in clear: keep it safe.' })
      : write({ zh: '个人信息已遮盖。', en: 'Personal data are masked.' }),
    ...(unreadable.length > 0
      ? [write({ zh: `有 ${unreadable.length} 份文件读不了。`, en: `${unreadable.length} files could not be read.` })]
      : []),
    '辅助复核，不构成法律意见。 Assists review; not legal advice.',
  ];
}
