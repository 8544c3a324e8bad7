/** The shown findings of one analysis as the client gets them; those that an edit did not touch are handed out again. */
import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Diagnostic, FindingRun } from '../core/diagnostic.ts';
import { movedDiagnostic } from '../core/index.ts';
import { type MessageLanguage, toDiagnostic } from '../features/convert.ts';
import { shareOf } from '../features/diagnostics.ts';
import type { Analysis, Session } from '../workspace/session.ts';
import { languageFor, type ServerState } from './settings.ts';

interface Items {
  readonly language: MessageLanguage;
  /** Where the run's part began: the lines of the part have not changed, so this says where everything stands. */
  readonly line: number;
  readonly items: readonly LspDiagnostic[];
}

/** By the findings of a run as they are kept. */
const known = new WeakMap<readonly Diagnostic[], Items>();

export function itemsOf(analysis: Analysis, session: Session, state: ServerState): LspDiagnostic[] {
  const { document, positions, result } = analysis;
  const language = languageFor(state, document);
  const convert = (diagnostic: Diagnostic) => toDiagnostic(diagnostic, positions, language, session.store);

  const itemsOfRun = ({ diagnostics, moved, line }: FindingRun): readonly LspDiagnostic[] => {
    const before = known.get(diagnostics);
    if (before && before.language === language && before.line === line) return before.items;
    const items = diagnostics.map((diagnostic) => convert(movedDiagnostic(diagnostic, moved, document.uri)));
    // related places may stand in lines that do change
    if (diagnostics.every(({ related }) => related.length === 0)) known.set(diagnostics, { language, line, items });
    return items;
  };

  const runs = result.runs ?? [result];
  const share = shareOf(runs, state.settings.maxFindings);
  const shown: LspDiagnostic[] = [];
  for (const run of runs) {
    const items = 'moved' in run ? itemsOfRun(run) : run.diagnostics.map(convert);
    for (let i = 0; i < items.length; i++) if (share.takes(run.diagnostics[i]!.severity)) shown.push(items[i]!);
  }
  return shown;
}
