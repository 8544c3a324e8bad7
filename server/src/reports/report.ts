/** The reports by name, and how one is made of files: read, part by part, joined. Deterministic: same files, same bytes. */
import type { ReadFailure } from '../host.ts';
import { kindOfName } from '../workspace/discovery.ts';
import type { Analysis, Session } from '../workspace/session.ts';
import { claimReport } from './claim.ts';
import { compareReport } from './compare.ts';
import { complaintReport } from './complaint.ts';
import { contentReport } from './content.ts';
import { findingsReport } from './findings.ts';
import { goalsReport } from './ladder.ts';
import type { JoinContext, ReportMaker } from './maker.ts';
import { maskFor, unmasked } from './mask.ts';
import { type Report, type ReportLanguage, say } from './model.ts';
import { retroReport } from './retro.ts';
import { reviewReport } from './review.ts';
import { analysesOf, contextOf, type NoteUnreadable, viewsOf } from './sources.ts';

export const REPORT_NAMES = [
  'review',
  'claim',
  'complaint',
  'retro',
  'content',
  'goals',
  'compare',
  'findings',
] as const;
export type ReportName = (typeof REPORT_NAMES)[number];

const MAKERS: Readonly<Record<ReportName, ReportMaker<unknown>>> = {
  review: reviewReport as ReportMaker<unknown>,
  claim: claimReport as ReportMaker<unknown>,
  complaint: complaintReport as ReportMaker<unknown>,
  retro: retroReport as ReportMaker<unknown>,
  content: contentReport as ReportMaker<unknown>,
  goals: goalsReport as ReportMaker<unknown>,
  compare: compareReport as ReportMaker<unknown>,
  findings: findingsReport as ReportMaker<unknown>,
};

export interface ReportOptions {
  /** The language asked for; otherwise the first document's decides. */
  readonly language?: ReportLanguage;
  /** Personal data as written. */
  readonly unmasked?: boolean;
  /** How a file is called in the report. */
  readonly pathOf: (uri: string) => string;
  /** Says why a file was not read; reasons stand in the findings report. */
  readonly reasonOf: (failure: ReadFailure, language: ReportLanguage) => string;
  /** Told of each such file as it is met. */
  readonly unreadable?: NoteUnreadable;
}

/** Reads the files that the report is about, in the order of their URIs, and makes it. */
export async function makeReport(
  name: ReportName,
  session: Session,
  uris: readonly string[],
  options: ReportOptions,
): Promise<Report> {
  const maker = MAKERS[name];
  const failures: { readonly uri: string; readonly failure: ReadFailure }[] = [];
  const note: NoteUnreadable = (uri, failure) => {
    failures.push({ uri, failure });
    options.unreadable?.(uri, failure);
  };
  const about = [...new Set(uris)].filter((uri) => maker.kinds.includes(kindOfName(uri) ?? 'config')).sort();
  const sources = maker.lints ? analysesOf(session, about, note) : viewsOf(session, about, note);
  const parts: unknown[] = [];
  let language = options.language;
  let first: Pick<Analysis, 'project' | 'ruleSet' | 'settings'> | undefined;
  for await (const view of sources) {
    language ??= view.document.language === 'en' ? 'en' : 'zh';
    first ??= view;
    const part = maker.part({
      document: view.document,
      context: contextOf(view),
      ...(maker.lints && { result: view.result }),
      path: options.pathOf(view.document.uri),
      mask: options.unmasked ? unmasked : maskFor(view.document, view.project),
      language,
      say: say(language),
    });
    if (part !== undefined) parts.push(part);
  }
  const spoken = language ?? 'zh';
  const ruleSet = first?.ruleSet ?? (await session.ruleSets.for([], () => {}));
  const asOf = first?.settings.asOf ?? session.today();
  const join: JoinContext = {
    language: spoken,
    say: say(spoken),
    context: { project: first?.project as JoinContext['context']['project'], ruleSet, asOf },
    unreadable: failures.map(({ uri, failure }) => ({
      path: options.pathOf(uri),
      reason: options.reasonOf(failure, spoken),
    })),
  };
  return {
    title: maker.title[spoken],
    language: spoken,
    blocks: maker.join(parts, join),
    footer: footerOf(join, options),
  };
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
