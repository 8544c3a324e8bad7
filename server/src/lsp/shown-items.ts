/** The shown findings of one analysis as the client gets them; those that an edit did not touch are handed out again. */
import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Diagnostic } from '../core/diagnostic.ts';
import { movedDiagnostic } from '../core/index.ts';
import { type MessageLanguage, toDiagnostic } from '../features/convert.ts';
import { shownFindings } from '../features/diagnostics.ts';
import type { Analysis, Session } from '../workspace/session.ts';
import { languageFor, type ServerState } from './settings.ts';

interface Item {
  readonly language: MessageLanguage;
  readonly item: LspDiagnostic;
}

/** By the finding as it is kept. It stands in lines that have not changed: where it begins says where it ends. */
const items = new WeakMap<Diagnostic, Item>();

export function itemsOf(analysis: Analysis, session: Session, state: ServerState): LspDiagnostic[] {
  const { document, positions, result } = analysis;
  const language = languageFor(state, document);
  const runs = result.runs ?? [{ diagnostics: result.diagnostics, moved: 0 }];
  const findings = runs.flatMap(({ diagnostics, moved }) =>
    diagnostics.map((diagnostic) => ({ severity: diagnostic.severity, diagnostic, moved })),
  );
  return shownFindings(findings, state.settings.maxFindings).map(({ diagnostic, moved }) => {
    const { range } = diagnostic;
    const start = positions.positionAt(range.start + moved);
    const known = items.get(diagnostic);
    if (known && known.language === language) {
      const before = known.item.range.start;
      if (before.line === start.line && before.character === start.character) return known.item;
    }
    const item = toDiagnostic(movedDiagnostic(diagnostic, moved, document.uri), positions, language, session.store);
    // related places may stand in lines that do change
    if (result.runs && diagnostic.related.length === 0) items.set(diagnostic, { language, item });
    return item;
  });
}
